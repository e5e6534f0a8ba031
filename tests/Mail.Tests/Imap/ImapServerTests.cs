using System.Globalization;
using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>The client against Dovecot.</summary>
public sealed class ImapServerTests
{
    private static readonly MailServer Server = MailServer.Running;

    public static TheoryData<MailSecurity> Securities => [MailSecurity.Tls, MailSecurity.StartTls, MailSecurity.None];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Securities))]
    public async Task Fetch_ManyMails_AllBytesInOrder(MailSecurity security)
    {
        var address = Server.NewAddress("fetch");
        var mails = Enumerable.Range(1, 300).Select(n => Mail($"n{n}", new string('x', n * 97 % 9000))).ToArray();
        Server.Mailbox(address).Plant(mails.Select((mail, n) => (mail, new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(n))));
        await using var client = await ConnectAsync(address, security);
        var mailbox = await client.SelectAsync("inbox", readOnly: true, Stop);
        Assert.Equal(300, mailbox.Exists);
        Assert.Equal(security == MailSecurity.None, client.TlsVersion is null);

        var messages = await AllAsync(await client.StartFetchAsync("1:*", ImapItems.Size | ImapItems.InternalDate | ImapItems.Body, Stop));

        Assert.Equal(mails.Select(Subject), messages.Select(message => Subject(message.Content!)));
        Assert.Equal(mails, messages.Select(message => message.Content!));
        Assert.Equal(Enumerable.Range(1, 300).Select(n => (uint)n), messages.Select(message => message.Uid));
        Assert.All(messages, message => Assert.Equal(message.Content!.Length, message.Size));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 7, 0, TimeSpan.Zero), messages[7].InternalDate);
        Assert.Equal(0, Server.Mailbox(address).CountFlagged('S'));
    }

    [Fact]
    public async Task FetchOpenRange_NothingNew_NewestComesAllTheSame()
    {
        var address = Server.NewAddress("star");
        await Server.DeliverAsync(Mail("only", "x"), address);
        await using var client = await ConnectAsync(address);
        await client.SelectAsync("INBOX", readOnly: true, Stop);

        var messages = await AllAsync(await client.StartFetchAsync(UidSet.Range(2), ImapItems.Size, Stop));

        Assert.Equal([1u], messages.Select(message => message.Uid));
    }

    [Fact]
    public async Task Move_ToAMissingFolderInOwnLetters_TryCreateThenMoved()
    {
        var address = Server.NewAddress("move");
        await Server.DeliverAllAsync([Mail("one", "x"), Mail("two", "x"), Mail("three", "x")], address);
        await using var client = await ConnectAsync(address);
        await client.SelectAsync("INBOX", readOnly: false, Stop);

        Assert.Equal("TRYCREATE", (await client.MoveAsync("1:2", "Şikayətlər", Stop)).Code);
        Assert.False(await client.FolderExistsAsync("Şikayətlər", Stop));
        (await client.CreateAsync("Şikayətlər", Stop)).OrThrow("CREATE");
        (await client.MoveAsync("1:2", "Şikayətlər", Stop)).OrThrow("MOVE");

        Assert.True(await client.FolderExistsAsync("Şikayətlər", Stop));
        Assert.Equal([3u], await client.SearchAsync("ALL", Stop));
        Assert.Equal(2, (await client.SelectAsync("Şikayətlər", readOnly: true, Stop)).Exists);
    }

    [Fact]
    public async Task AddFlags_KeywordAndSeen_SearchFindsThem()
    {
        var address = Server.NewAddress("flags");
        await Server.DeliverAllAsync([Mail("one", "x"), Mail("two", "x")], address);
        await using var client = await ConnectAsync(address);
        var mailbox = await client.SelectAsync("INBOX", readOnly: false, Stop);
        Assert.True(mailbox.CanStore("$Ingested"));

        Assert.True((await client.AddFlagsAsync("1:99", "$Ingested", Stop)).IsOk);
        Assert.True((await client.AddFlagsAsync("2", "\\Seen", Stop)).IsOk);

        Assert.Equal([1u, 2u], await client.SearchAsync("KEYWORD $Ingested", Stop));
        Assert.Equal([2u], await client.SearchAsync("SEEN", Stop));
        var flags = await AllAsync(await client.StartFetchAsync("1:*", ImapItems.Flags, Stop));
        Assert.Contains("$Ingested", flags[0].Flags!);
    }

    [Fact]
    public async Task Idle_NewMail_Wakes()
    {
        var address = Server.NewAddress("idle");
        await using var client = await ConnectAsync(address);
        await client.SelectAsync("INBOX", readOnly: true, Stop);

        Assert.False(await client.IdleAsync(client.Arrivals, TimeSpan.FromMilliseconds(50), Stop));
        var waiting = client.IdleAsync(client.Arrivals, TimeSpan.FromMinutes(5), Stop);
        await Server.DeliverAsync(Mail("new", "x"), address);

        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Equal(1, client.Exists);
        await client.NoopAsync(Stop);
    }

    [Fact]
    public async Task Idle_LinkSilentlyDead_FoundByTimeout()
    {
        var address = Server.NewAddress("dead");
        await using var proxy = new TcpProxy(Server.Host, Server.ImapPort);
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
        var address = Server.NewAddress("cancel");
        await using var client = await ConnectAsync(address);
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
        var fault = await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(Server.NewAddress("wrong"), password: password));

        Assert.Equal(MailFault.LoginRefused, fault.Code);
        Assert.DoesNotContain(password, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired", MailFault.CertificateExpired)]
    [InlineData("wrong name", MailFault.CertificateWrongHost)]
    [InlineData("self-signed", MailFault.CertificateUntrusted)]
    [InlineData("no CA file", MailFault.CertificateUntrusted)]
    public async Task Connect_BadCertificate_NamedAndNothingSent(string kind, string code)
    {
        var host = kind switch { "expired" => Server.ExpiredHost, "wrong name" => Server.WrongNameHost, "self-signed" => Server.SelfSignedHost, _ => Server.Host };
        foreach (var security in new[] { MailSecurity.Tls, MailSecurity.StartTls })
        {
            var endpoint = Endpoint(security) with { Host = host, CaFile = kind == "no CA file" ? null : Server.AuthorityFile };
            var fault = await Assert.ThrowsAsync<MailException>(
                () => ImapClient.ConnectAsync(endpoint, new("nobody@test.example", Server.Password), null, Stop));

            Assert.Equal(code, fault.Code);
        }
    }

    [Fact]
    public async Task Connect_CaFileMissing_Named()
    {
        var endpoint = Endpoint(MailSecurity.Tls) with { CaFile = "/nowhere/ca.pem" };

        var fault = await Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(endpoint, new("a", "b"), null, Stop));

        Assert.Equal(MailFault.CaFile, fault.Code);
    }

    [Fact]
    public async Task Connect_TlsToAPlainPort_TlsFailed()
    {
        var endpoint = Endpoint(MailSecurity.Tls) with { Port = Server.ImapPort };

        Assert.Equal(MailFault.TlsFailed, (await Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(endpoint, new("a", "b"), null, Stop))).Code);
    }

    [Fact]
    public async Task Connect_NothingListens_Unreachable()
    {
        var endpoint = Endpoint(MailSecurity.Tls) with { Port = LoopbackPort.Free() };

        Assert.Equal(MailFault.Unreachable, (await Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(endpoint, new("a", "b"), null, Stop))).Code);
    }

    internal static MailEndpoint Endpoint(MailSecurity security) => new()
    {
        Host = Server.Host,
        Port = security == MailSecurity.Tls ? Server.ImapsPort : Server.ImapPort,
        Security = security,
        CaFile = Server.AuthorityFile,
        Timeout = TimeSpan.FromSeconds(20),
    };

    private static Task<ImapClient> ConnectAsync(
        string address, MailSecurity security = MailSecurity.Tls, int? port = null, string? password = null, TimeSpan? timeout = null)
    {
        var endpoint = Endpoint(security);
        return ImapClient.ConnectAsync(endpoint with { Port = port ?? endpoint.Port, Timeout = timeout ?? endpoint.Timeout }, new(address, password ?? Server.Password), null, Stop);
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

    private static byte[] Mail(string subject, string body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"From: a@b.example\r\nSubject: {subject}\r\n\r\n{body}\r\n"));
}
