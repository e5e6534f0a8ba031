using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Imap;
using Ingestion.Mail.Transport;
using TestSupport;

namespace Channels.Tests.Email.Imap;

/// <summary>The traps of real mailboxes, on Dovecot.</summary>
public sealed class ImapSourceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_ColleagueReadFirst_AllTheSame()
    {
        await using var rig = new ImapRig();
        await rig.AddAsync("alpha");
        await rig.AddAsync("bravo");
        await using var source = rig.Open();
        var first = await source.FetchAsync(null, 1, Stop);
        rig.Mailbox.MarkAllSeen();

        var rest = await ReadAllAsync(source, first.Cursor);

        Assert.Equal(["bravo"], Subjects(rest));
        Assert.Equal(2, rig.Mailbox.CountFlagged('S'));
    }

    [Fact]
    public async Task Fetch_AndWait_NothingBecomesSeen()
    {
        await using var rig = new ImapRig();
        await rig.AddAsync("alpha");
        await using var source = rig.Open();
        await source.FetchAsync(null, 10, Stop);
        await source.WaitAsync(TimeSpan.FromMilliseconds(50), Stop);

        Assert.False(source.Settles);
        Assert.Equal(0, rig.Mailbox.CountFlagged('S'));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fetch_UidValidityChanged_WholeFolderAgainUnderNewIds(bool sameSource)
    {
        await using var rig = new ImapRig();
        await rig.AddAsync("alpha");
        await rig.AddAsync("bravo");
        await using var source = rig.Open();
        var before = await source.FetchAsync(null, 10, Stop);
        rig.Mailbox.ChangeUidValidity();
        await rig.AddAsync("charlie");

        await using var restarted = rig.Open();
        var after = await ReadAllAsync(sameSource ? source : restarted, before.Cursor);

        Assert.Equal(["alpha", "bravo", "charlie"], Subjects(after).Order(StringComparer.Ordinal));
        Assert.Empty(after.Select(one => one.ExternalId).Intersect(before.Messages.Select(one => one.ExternalId), StringComparer.Ordinal));
        var gone = await restarted.FetchAgainAsync([before.Messages[0].ExternalId], Stop);
        Assert.Equal([before.Messages[0].ExternalId], gone.Gone);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_500_000)]
    public async Task Fetch_BigMail_WholeAlsoOverBrokenLinks(int cutAfter)
    {
        await using var rig = new ImapRig();
        rig.Options = rig.Options with { MaxMessageBytes = 25 * 1024 * 1024 };
        var big = ImapRig.Mail("big", string.Concat(Enumerable.Range(0, 70_000).Select(n => n.ToString("d60", System.Globalization.CultureInfo.InvariantCulture) + "\r\n")));
        await ImapTestServer.Dovecot.AppendAsync(rig.Address, [(ImapRig.Mail("alpha", "x\r\n"), DateTimeOffset.UnixEpoch), (big, DateTimeOffset.UnixEpoch), (ImapRig.Mail("charlie", "x\r\n"), DateTimeOffset.UnixEpoch)]);
        await using var source = rig.Open();
        if (cutAfter > 0)
        {
            // Every connection ends in the middle of a piece: each brings one more, and none the whole.
            rig.Proxy.CutAnswersAfter(cutAfter);
        }

        var messages = await ReadAllAsync(source, null);

        Assert.Equal(["alpha", "big", "charlie"], Subjects(messages));
        Assert.True(messages[1].Raw.Span.SequenceEqual(big));
        Assert.Equal(DateTimeOffset.UnixEpoch, messages[1].ArrivedAt);
        Assert.True(cutAfter == 0 || rig.Proxy.Connections > 3);
    }

    [Fact]
    public async Task Fetch_OtherMailboxUnderTheCursor_StartsAnew()
    {
        await using var rig = new ImapRig();
        await rig.AddAsync("alpha");
        await using var source = rig.Open();
        var cursor = (await source.FetchAsync(null, 10, Stop)).Cursor;
        await using var other = new ImapRig();
        await other.AddAsync("bravo");
        await using var otherSource = other.Open();

        var page = await otherSource.FetchAsync(cursor, 10, Stop);

        Assert.Equal(["bravo"], Subjects(page.Messages));
        Assert.DoesNotContain(other.Address, page.Messages[0].ExternalId + page.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ManyOldMails_AllRecordedInOrderWithTheirDates()
    {
        await using var rig = new ImapRig();
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        rig.Mailbox.Plant(Enumerable.Range(0, 1200).Select(n => (ImapRig.Mail($"m{n}x", new string('y', n)), start.AddHours(n))));
        await using var source = rig.Open();

        var all = await ReadAllAsync(source, null, limit: 256);

        Assert.Equal(Enumerable.Range(0, 1200).Select(n => $"m{n}x"), Subjects(all));
        Assert.Equal(start.AddHours(700), all[700].ArrivedAt);
    }

    [Theory]
    [InlineData(ImapBackfill.NewOnly)]
    [InlineData(ImapBackfill.SinceStartDate)]
    public async Task Fetch_OtherBackfill_BeginsThere(ImapBackfill backfill)
    {
        await using var rig = new ImapRig();
        var old = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        rig.Mailbox.Plant([(ImapRig.Mail("old", "x"), old), (ImapRig.Mail("recent", "x"), old.AddMonths(6))]);
        rig.Options = rig.Options with { Backfill = backfill };
        await using var source = rig.Open(old.AddMonths(5));

        var first = await source.FetchAsync(null, 10, Stop);
        await rig.AddAsync("new");
        var second = await source.FetchAsync(first.Cursor, 10, Stop);

        Assert.Equal(backfill == ImapBackfill.NewOnly ? [] : ["recent"], Subjects(first.Messages));
        Assert.Equal(["new"], Subjects(second.Messages));
    }

    [Fact]
    public async Task Fetch_BigMails_PageEndsAtAboutEightMegabytes()
    {
        await using var rig = new ImapRig();
        rig.Options = rig.Options with { MaxMessageBytes = 20 * 1024 * 1024 };
        var body = string.Concat(Enumerable.Repeat(new string('z', 998) + "\r\n", 3000));
        rig.Mailbox.Plant(Enumerable.Range(0, 6).Select(n => (ImapRig.Mail($"m{n}x", body), TestSetup.Now.AddMinutes(n))));
        await using var source = rig.Open();

        var page = await source.FetchAsync(null, 100, Stop);

        Assert.Equal(2, page.Messages.Count);
        Assert.True(page.More);
        Assert.Equal(["m2x", "m3x", "m4x", "m5x"], Subjects(await ReadAllAsync(source, page.Cursor)));
    }

    [Fact]
    public async Task Fetch_CutAtEveryPlaceOfASession_OnlyWholeMessagesAndAllInTheEnd()
    {
        await using var rig = new ImapRig();
        foreach (var marker in new[] { "alpha", "bravo", "charlie" })
        {
            await rig.AddAsync(marker);
        }

        await using var calm = rig.Open();
        var whole = (await calm.FetchAsync(null, 10, Stop)).Messages.ToDictionary(one => one.ExternalId, one => Convert.ToHexString(one.Raw.Span));
        for (var cut = 1; cut < 4200; cut += 61)
        {
            rig.Proxy.CutAnswersAfter(cut);
            await using var source = rig.Open();
            MessagePage page;
            try
            {
                page = await source.FetchAsync(null, 10, Stop);
            }
            catch (ChannelFaultException fault)
            {
                Assert.False(fault.Permanent);
                continue;
            }

            rig.Proxy.Heal();
            var rest = await ReadAllAsync(source, page.Cursor);
            var healed = await source.FetchAgainAsync([.. page.Holes.Select(hole => hole.ExternalId)], Stop);
            var all = page.Messages.Concat(rest).Concat(healed.Messages).ToArray();
            Assert.All(all, one => Assert.Equal(whole[one.ExternalId], Convert.ToHexString(one.Raw.Span)));
            Assert.Equal(whole.Keys.Order(StringComparer.Ordinal), all.Select(one => one.ExternalId).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Fetch_ConnectionAlwaysBreaksAtOneMessage_LeftAsHoleAndNewerFlow()
    {
        await using var rig = new ImapRig();
        foreach (var marker in new[] { "alpha", "bravo", "charlie" })
        {
            await rig.AddAsync(marker);
        }

        await rig.CutShortAsync("bravo");
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Equal(["alpha", "charlie"], Subjects(page.Messages));
        Assert.Equal(MailFault.ConnectionLost, Assert.Single(page.Holes).Reason);
        Assert.Equal(page.Holes, (await source.FetchAgainAsync([page.Holes[0].ExternalId], Stop)).Holes);
        await rig.HealAsync();
        Assert.Equal(["bravo"], Subjects((await source.FetchAgainAsync([page.Holes[0].ExternalId], Stop)).Messages));
    }

    [Fact]
    public async Task Fetch_SizeCannotBeListed_OthersFlowAllTheSame()
    {
        await using var rig = new ImapRig();
        rig.Mailbox.Plant(new[] { "alpha", "bravo", "charlie" }.Select((marker, n) => (ImapRig.Mail(marker, "x\r\n"), TestSetup.Now.AddMinutes(n))));
        await rig.MakeUnreadableAsync("bravo");
        await using var source = rig.Open();

        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Equal(["alpha", "charlie"], Subjects(page.Messages));
        Assert.Single(page.Holes);
    }

    [Fact]
    public async Task Fetch_ServerForgetsOneAndGivesNilForAnother_HolesWithReasons()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1] hi\r\n");
            while (true)
            {
                var parts = (await session.HearAsync()).Split(' ', 3);
                var rest = parts.Length > 2 ? parts[2] : "";
                await session.SayAsync((parts[1], rest) switch
                {
                    ("EXAMINE", _) => "* 3 EXISTS\r\n* OK [UIDVALIDITY 5] x\r\n* OK [UIDNEXT 14] x\r\n",
                    ("UID", "FETCH 1:* (UID RFC822.SIZE)") => "* 1 FETCH (UID 11 RFC822.SIZE 3)\r\n* 2 FETCH (UID 12 RFC822.SIZE 3)\r\n* 3 FETCH (UID 13 RFC822.SIZE 3)\r\n",
                    ("UID", var fetch) when fetch.StartsWith("FETCH 11:13 ", StringComparison.Ordinal) || fetch.StartsWith("FETCH 11 ", StringComparison.Ordinal) =>
                        "* 1 FETCH (UID 11 RFC822.SIZE 3 INTERNALDATE \"01-Jan-1970 00:00:00 +0000\" BODY[] NIL)\r\n" +
                        (fetch.StartsWith("FETCH 11:", StringComparison.Ordinal)
                            ? "* 3 FETCH (UID 13 RFC822.SIZE 3 INTERNALDATE \"01-Jan-2100 00:00:00 +0000\" BODY[] {3}\r\nabc)\r\n"
                            : ""),
                    _ => "",
                });
                await session.SayAsync($"{parts[0]} OK done\r\n");
            }
        });
        await using var source = Open(server);

        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Equal(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), Assert.Single(page.Messages).ArrivedAt);
        Assert.Equal(["no-content", "missing"], page.Holes.Select(hole => hole.Reason));
        Assert.StartsWith("5:13:", page.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_StartTlsStripped_NamedFault()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1] hi\r\n");
            await session.StallAsync();
        });
        await using var source = Open(server, MailSecurity.StartTls);

        Assert.Equal(MailFault.TlsNotOffered, (await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 10, Stop))).Code);
    }

    [Fact]
    public async Task Wait_NewMail_WakesLongBeforeTheTime()
    {
        await using var rig = new ImapRig();
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);

        var waiting = source.WaitAsync(TimeSpan.FromMinutes(10), Stop);
        await rig.AddAsync("alpha");
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.Equal(["alpha"], Subjects((await source.FetchAsync(page.Cursor, 10, Stop)).Messages));
    }

    [Fact]
    public async Task Wait_MailCameAfterTheFetch_ReturnsAtOnceOrWithIdle()
    {
        await using var rig = new ImapRig();
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);
        await rig.AddAsync("between");

        await source.WaitAsync(TimeSpan.FromMinutes(10), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.Equal(["between"], Subjects((await source.FetchAsync(page.Cursor, 10, Stop)).Messages));
    }

    [Fact]
    public async Task Wait_LinkSilentlyDead_FaultAndTheNextFetchRecovers()
    {
        await using var rig = new ImapRig();
        rig.Options = rig.Options with { TimeoutSeconds = 3 };
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);
        rig.Proxy.Stall();

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.WaitAsync(TimeSpan.FromMilliseconds(100), Stop));

        Assert.Equal((MailFault.Timeout, false), (fault.Code, fault.Permanent));
        rig.Proxy.Heal();
        await rig.AddAsync("alpha");
        Assert.Equal(["alpha"], Subjects((await source.FetchAsync(page.Cursor, 10, Stop)).Messages));
    }

    [Theory]
    [InlineData("keyword")]
    [InlineData("seen")]
    [InlineData("move:Arxiv/Qəbul edilmiş")]
    public async Task Settle_ByOption_DoneOnTheServerOnce(string after)
    {
        await using var rig = new ImapRig();
        rig.Options = rig.Options with { AfterAccept = after };
        await rig.AddAsync("alpha");
        await rig.AddAsync("bravo");
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);
        var ids = page.Messages.Select(one => one.ExternalId).ToArray();
        Assert.Equal(0, rig.Mailbox.CountFlagged('S'));

        Assert.True(source.Settles);
        Assert.Equal(ids, await source.SettleAsync(ids, Stop));

        await using var client = await Ingestion.Mail.Imap.ImapClient.ConnectAsync(
            rig.Options.Endpoint, new(rig.Address, rig.Server.Password), null, Stop);
        await client.SelectAsync(after.StartsWith("move:", StringComparison.Ordinal) ? after[5..] : "INBOX", readOnly: true, Stop);
        var found = await client.SearchAsync(after switch { "keyword" => "KEYWORD $Ingested", "seen" => "SEEN", _ => "ALL" }, Stop);
        Assert.Equal(2, found.Count);
        Assert.Equal(after.StartsWith("move:", StringComparison.Ordinal) ? 0 : 2, rig.Mailbox.Read().Count);
        await rig.AddAsync("charlie");
        Assert.Equal(["charlie"], Subjects((await source.FetchAsync(page.Cursor, 10, Stop)).Messages));
    }

    [Fact]
    public async Task Settle_TargetCannotBe_NothingReturnedAndReadingGoesOn()
    {
        await using var rig = new ImapRig();
        rig.Options = rig.Options with { AfterAccept = "move:../../etc" };
        await rig.AddAsync("alpha");
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Empty(await source.SettleAsync([page.Messages[0].ExternalId], Stop));

        await rig.AddAsync("bravo");
        Assert.Equal(["bravo"], Subjects((await source.FetchAsync(page.Cursor, 10, Stop)).Messages));
    }

    [Theory]
    [InlineData("expired", MailFault.CertificateExpired)]
    [InlineData("password", MailFault.LoginRefused)]
    [InlineData("folder", MailFault.Refused)]
    [InlineData(null, null)]
    public async Task Test_Connection_SaysWhatItFoundAndHoldsNoSecret(string? fault, string? code)
    {
        await using var rig = new ImapRig();
        await rig.AddAsync("alpha");
        var options = rig.Options with
        {
            Host = fault == "expired" ? rig.Server.ExpiredHost : rig.Server.Host,
            Port = rig.Server.ImapsPort,
            Security = MailSecurity.Tls,
            CaFile = rig.Server.AuthorityFile,
            Password = fault == "password" ? "S3cretXq" : rig.Server.Password,
            Folder = fault == "folder" ? "Yoxdur" : "INBOX",
        };

        var report = await new ImapConnector().Open(TestSetup.For("x", options)).Test.TestAsync(Stop);

        Assert.Equal(fault is null, report.Healthy);
        Assert.Contains(code ?? ", TLS 1.3, 1 messages in INBOX", report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cretXq", report.Summary, StringComparison.Ordinal);
        Assert.Equal(0, rig.Mailbox.CountFlagged('S'));
    }

    [Theory]
    [InlineData("move:", "INBOX", nameof(ImapOptions.AfterAccept))]
    [InlineData("delete", "INBOX", nameof(ImapOptions.AfterAccept))]
    [InlineData("move:inbox", "INBOX", nameof(ImapOptions.AfterAccept))]
    [InlineData("none", "a\r\nb", nameof(ImapOptions.Folder))]
    public void Validate_BadOptions_NamesTheKey(string after, string folder, string key)
    {
        var options = new ImapOptions { Host = "imap.example.az", User = "u", Password = "p", AfterAccept = after, Folder = folder };

        Assert.Equal([key], new ImapConnector().Validate(options).Select(fault => fault.Key));
    }

    private static IMessageSource Open(ScriptedServer server, MailSecurity security = MailSecurity.None) =>
        new ImapConnector().Open(TestSetup.For("x", new ImapOptions { Host = "127.0.0.1", Port = server.Port, Security = security, User = "u", Password = "p", TimeoutSeconds = 20 })).Source!;

    private static async Task<List<OfferedMessage>> ReadAllAsync(IMessageSource source, string? cursor, int limit = 100)
    {
        List<OfferedMessage> all = [];
        while (true)
        {
            var page = await source.FetchAsync(cursor, limit, Stop);
            Assert.InRange(page.Messages.Count, 0, limit);
            all.AddRange(page.Messages);
            cursor = page.Cursor;
            if (!page.More)
            {
                return all;
            }
        }
    }

    private static IEnumerable<string> Subjects(IEnumerable<OfferedMessage> messages) =>
        messages.Select(one => Encoding.UTF8.GetString(one.Raw.Span).Split("\r\n").First(line => line.StartsWith("Subject: ", StringComparison.Ordinal))[9..]);
}
