using System.Globalization;
using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>The client against a real server; a class below for each.</summary>
public abstract class ImapServerTests(ImapTestServer server)
{
    private static readonly MailServer Shared = MailServer.Running;

    public static TheoryData<MailSecurity> Securities => [MailSecurity.Tls, MailSecurity.StartTls, MailSecurity.None];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Securities))]
    public async Task Fetch_ManyMails_AllBytesInOrder(MailSecurity security)
    {
        var mails = Enumerable.Range(1, 40).Select(n => Mail($"n{n}", new string('x', n * 397 % 19000))).ToArray();
        var address = await NewMailboxAsync("fetch", mails);
        await using var client = await ConnectAsync(address, security);
        var mailbox = await client.SelectAsync("inbox", readOnly: true, Stop);
        Assert.Equal(40, mailbox.Exists);
        Assert.Equal(security == MailSecurity.None, client.TlsVersion is null);

        var messages = await AllAsync(await client.StartFetchAsync("1:*", ImapItems.Size | ImapItems.InternalDate | ImapItems.Body, Stop));

        Assert.Equal(mails.Select(Subject), messages.Select(message => Subject(message.Content!)));
        Assert.Equal(mails, messages.Select(message => message.Content!));
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (uint)n), messages.Select(message => message.Uid));
        Assert.All(messages, message => Assert.Equal(message.Content!.Length, message.Size));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 7, 0, TimeSpan.Zero), messages[7].InternalDate);
        Assert.Empty(await client.SearchAsync("SEEN", Stop));
    }

    [Fact]
    public async Task FetchOpenRange_NothingNew_NewestComesAllTheSame()
    {
        await using var client = await ConnectAsync(await NewMailboxAsync("star", Mail("only", "x")));
        await client.SelectAsync("INBOX", readOnly: true, Stop);

        var messages = await AllAsync(await client.StartFetchAsync(UidSet.Range(2), ImapItems.Size, Stop));

        Assert.Equal([1u], messages.Select(message => message.Uid));
    }

    [Fact]
    public async Task FetchPart_WholeMailInPieces_SameBytes()
    {
        var mail = Mail("big", string.Join("\r\n", Enumerable.Range(0, 5000).Select(n => n.ToString("d60", CultureInfo.InvariantCulture))));
        await using var client = await ConnectAsync(await NewMailboxAsync("pieces", mail));
        await client.SelectAsync("INBOX", readOnly: true, Stop);
        var whole = new List<byte>();
        ImapPart part;
        do
        {
            part = (await client.FetchPartAsync(1, ImapItems.Body, whole.Count, 100_000, Stop))!;
            whole.AddRange(part.Bytes);
            Assert.Equal(mail.Length, part.Size);
        }
        while (part.Bytes.Length > 0);

        Assert.Equal(mail, whole);
        Assert.Equal("From: a@b.", Encoding.ASCII.GetString((await client.FetchPartAsync(1, ImapItems.Header, 0, 10, Stop))!.Bytes));
        Assert.Null(await client.FetchPartAsync(99, ImapItems.Body, 0, 10, Stop));
        Assert.Empty(await client.SearchAsync("SEEN", Stop));
    }

    [Theory]
    [InlineData("MOVE")]
    [InlineData("COPY and EXPUNGE")]
    public async Task Move_ToAMissingFolderInOwnLetters_TryCreateThenMoved(string way)
    {
        var address = await NewMailboxAsync("move", Mail("one", "x"), Mail("two", "x"), Mail("three", "x"), Mail("four", "x"));
        await using var proxy = new TcpProxy(Shared.Host, server.Port);
        if (way != "MOVE")
        {
            proxy.ReplaceInAnswers(" MOVE ", " XXXX ");
        }

        await using var client = await ConnectAsync(address, MailSecurity.None, proxy.Port);
        await client.SelectAsync("INBOX", readOnly: false, Stop);
        await client.AddFlagsAsync("4", "\\Deleted", Stop);

        Assert.Equal("TRYCREATE", (await client.MoveAsync("1:2", "Şikayətlər & digər", Stop)).Code);
        Assert.False(await client.FolderExistsAsync("Şikayətlər & digər", Stop));
        (await client.CreateAsync("Şikayətlər & digər", Stop)).OrThrow("CREATE");
        (await client.MoveAsync("1:2", "Şikayətlər & digər", Stop)).OrThrow("MOVE");

        Assert.Equal(way == "MOVE", Encoding.ASCII.GetString(proxy.Heard).Contains("UID MOVE", StringComparison.Ordinal));
        Assert.True(await client.FolderExistsAsync("Şikayətlər & digər", Stop));
        Assert.Equal([3u, 4u], await client.SearchAsync("ALL", Stop));
        Assert.Equal(2, (await client.SelectAsync("Şikayətlər & digər", readOnly: true, Stop)).Exists);
    }

    [Fact]
    public async Task AddFlags_KeywordAndSeen_SearchFindsThem()
    {
        await using var client = await ConnectAsync(await NewMailboxAsync("flags", Mail("one", "x"), Mail("two", "x")));
        var mailbox = await client.SelectAsync("INBOX", readOnly: false, Stop);
        Assert.True(mailbox.CanStore("$Ingested"));

        Assert.True((await client.AddFlagsAsync("1:99", "$Ingested", Stop)).IsOk);
        Assert.True((await client.AddFlagsAsync("2", "\\Seen", Stop)).IsOk);

        Assert.Equal([1u, 2u], await client.SearchAsync("KEYWORD $Ingested", Stop));
        Assert.Equal([2u], await client.SearchAsync("SEEN", Stop));
        Assert.Equal([1u, 2u], await client.SearchAsync("RETURN (ALL) ALL", Stop));
        var flags = await AllAsync(await client.StartFetchAsync("1:*", ImapItems.Flags, Stop));
        Assert.Contains("$Ingested", flags[0].Flags!);
    }

    [Fact]
    public async Task Examine_AddFlags_RefusedAndNothingChanged()
    {
        await using var client = await ConnectAsync(await NewMailboxAsync("examine", Mail("one", "x")));
        Assert.True((await client.SelectAsync("INBOX", readOnly: true, Stop)).ReadOnly);

        await client.AddFlagsAsync("1", "\\Seen", Stop);

        await client.SelectAsync("INBOX", readOnly: true, Stop);
        Assert.Empty(await client.SearchAsync("SEEN", Stop));
    }

    [Fact]
    public async Task Fetch_ExpungedByAnotherMeanwhile_OthersWhole()
    {
        var address = await NewMailboxAsync("gone", [.. Enumerable.Range(1, 5).Select(n => Mail($"n{n}", "x"))]);
        await using var client = await ConnectAsync(address);
        await using var other = await ConnectAsync(address);
        await client.SelectAsync("INBOX", readOnly: true, Stop);
        await other.SelectAsync("INBOX", readOnly: false, Stop);
        (await other.CreateAsync("Away", Stop)).OrThrow("CREATE");
        (await other.MoveAsync("2,4", "Away", Stop)).OrThrow("MOVE");
        await client.NoopAsync(Stop);

        var messages = await AllAsync(await client.StartFetchAsync("1:5", ImapItems.Body | ImapItems.Size, Stop));

        Assert.Equal(3, client.Exists);
        Assert.Equal([1u, 3u, 5u], messages.Select(message => message.Uid));
        Assert.Equal(["Subject: n1", "Subject: n3", "Subject: n5"], messages.Select(message => Subject(message.Content!)));
    }

    [Fact]
    public async Task Idle_NewMail_Wakes()
    {
        var address = await NewMailboxAsync("idle");
        await using var client = await ConnectAsync(address);
        await client.SelectAsync("INBOX", readOnly: true, Stop);

        Assert.True(client.Supports("IDLE"));
        Assert.False(await client.IdleAsync(client.Arrivals, TimeSpan.FromMilliseconds(50), Stop));
        var waiting = client.IdleAsync(client.Arrivals, TimeSpan.FromMinutes(5), Stop);
        await server.AppendAsync(address, [(Mail("new", "x"), DateTimeOffset.UnixEpoch)]);

        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(60), Stop));
        Assert.Equal(1, client.Exists);
        await client.NoopAsync(Stop);
    }

    [Fact]
    public async Task Idle_LinkSilentlyDead_FoundByTimeout()
    {
        var address = await NewMailboxAsync("dead");
        await using var proxy = new TcpProxy(Shared.Host, server.Port);
        await using var client = await ConnectAsync(address, MailSecurity.None, port: proxy.Port, timeout: TimeSpan.FromSeconds(3));
        await client.SelectAsync("INBOX", readOnly: true, Stop);
        proxy.Stall();

        var fault = await Assert.ThrowsAsync<MailException>(() => client.IdleAsync(client.Arrivals, TimeSpan.FromMilliseconds(100), Stop));

        Assert.Equal(MailFault.Timeout, fault.Code);
        Assert.True(client.IsBroken);
    }

    [Fact]
    public async Task Command_Cancelled_ThrowsAndClientIsBroken()
    {
        await using var client = await ConnectAsync(await NewMailboxAsync("cancel"));
        await client.SelectAsync("INBOX", readOnly: true, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var waiting = client.IdleAsync(client.Arrivals, TimeSpan.FromMinutes(5), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.True(client.IsBroken);
    }

    [Theory]
    [InlineData("p@ss wörd \"\\ ş")]
    [InlineData("wrong")]
    [InlineData("line\r\nbreak")]
    public async Task Connect_WrongPassword_LoginRefusedWithoutIt(string password)
    {
        var fault = await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(Shared.NewAddress("wrong"), password: password));

        Assert.Equal(MailFault.LoginRefused, fault.Code);
        Assert.DoesNotContain(password, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired", MailFault.CertificateExpired)]
    [InlineData("wrong name", MailFault.CertificateWrongHost)]
    [InlineData("self-signed", MailFault.CertificateUntrusted)]
    [InlineData("unknown authority", MailFault.CertificateUntrusted)]
    public async Task Connect_BadCertificate_NamedAndNothingSent(string kind, string code)
    {
        var host = kind switch { "expired" => Shared.ExpiredHost, "wrong name" => Shared.WrongNameHost, "self-signed" => Shared.SelfSignedHost, _ => Shared.Host };
        foreach (var security in new[] { MailSecurity.Tls, MailSecurity.StartTls })
        {
            await using var proxy = new TcpProxy(host, security == MailSecurity.Tls ? server.TlsPort : server.Port);
            var endpoint = Endpoint(security) with
            {
                Port = proxy.Port,
                CaFile = kind == "unknown authority" ? null : Shared.AuthorityFile,
            };
            var fault = await Assert.ThrowsAsync<MailException>(() => ConnectAsync(endpoint));

            Assert.Equal(code, fault.Code);
            AssertNoSecret(proxy);
        }
    }

    [Fact]
    public async Task Connect_StartTlsStripped_RefusedAndNothingSent()
    {
        await using var proxy = new TcpProxy(Shared.Host, server.Port);
        proxy.ReplaceInAnswers("STARTTLS", "XTARTTLS");

        var fault = await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(Endpoint(MailSecurity.StartTls) with { Port = proxy.Port }));

        Assert.Equal(MailFault.TlsNotOffered, fault.Code);
        AssertNoSecret(proxy);
    }

    [Fact]
    public async Task Connect_TlsToAPlainPort_TlsFailed()
    {
        var endpoint = Endpoint(MailSecurity.Tls) with { Port = server.Port };

        Assert.Equal(MailFault.TlsFailed, (await Assert.ThrowsAsync<MailException>(() => ConnectAsync(endpoint))).Code);
    }

    protected MailEndpoint Endpoint(MailSecurity security) => new()
    {
        Host = Shared.Host,
        Port = security == MailSecurity.Tls ? server.TlsPort : server.Port,
        Security = security,
        CaFile = Shared.AuthorityFile,
        Timeout = TimeSpan.FromSeconds(60),
    };

    protected static byte[] Mail(string subject, string body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"From: a@b.example\r\nSubject: {subject}\r\n\r\n{body}\r\n"));

    /// <summary>A new address whose INBOX holds these mails, a minute apart since the beginning of November 2026.</summary>
    protected async Task<string> NewMailboxAsync(string name, params byte[][] mails)
    {
        var address = Shared.NewAddress(name);
        await server.AppendAsync(address, mails.Select((mail, n) => (mail, new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(n))));
        return address;
    }

    private static void AssertNoSecret(TcpProxy proxy)
    {
        var heard = Encoding.Latin1.GetString(proxy.Heard);
        foreach (var secret in (string[])["nobody@test.example", Shared.Password, "LOGIN", "AUTHENTICATE"])
        {
            Assert.DoesNotContain(secret, heard, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Task<ImapClient> ConnectAsync(MailEndpoint endpoint) =>
        ImapClient.ConnectAsync(endpoint, new("nobody@test.example", Shared.Password), null, Stop);

    private Task<ImapClient> ConnectAsync(
        string address, MailSecurity security = MailSecurity.Tls, int? port = null, string? password = null, TimeSpan? timeout = null)
    {
        var endpoint = Endpoint(security);
        return ImapClient.ConnectAsync(
            endpoint with { Port = port ?? endpoint.Port, Timeout = timeout ?? endpoint.Timeout }, new(address, password ?? Shared.Password), null, Stop);
    }

    private static async Task<List<ImapMessage>> AllAsync(ImapFetch fetch)
    {
        List<ImapMessage> messages = [];
        while (await fetch.NextAsync(Stop) is { } message)
        {
            messages.Add(message);
        }

        Assert.True(fetch.Reply!.IsOk);
        return messages;
    }

    private static string Subject(byte[] mail) => Encoding.UTF8.GetString(mail).Split("\r\n")[1];
}
