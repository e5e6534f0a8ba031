using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using Xunit;

namespace Mail.Tests.Imap;

public sealed class ImapFetchTests
{
    private const string Odd =
        "* OK [ALERT] Maintenance at 5 {3}\r\n" +
        "* 1 FETCH (UID 7 INTERNALDATE \" 1-Nov-2026 00:10:00 +0400\" RFC822.SIZE 12 BODY[] {12}\r\nhello\r\n)}{2})\r\n" +
        "* 900 EXISTS\r\n" +
        "* 5 FETCH (FLAGS (\\Seen $Junk))\r\n" +
        "* 2 fetch (BODY[] {0}\r\n uid 8 RFC822.SIZE 0 X-GM-LABELS (\"a\\\"b\" {3}\r\n)x\" ((NIL))) internaldate \"17-Jul-1996 02:44:25 -0700\")\r\n" +
        "* 3 FETCH (ENVELOPE (NIL {5}\r\n\"))((~{2}\r\n\0\0) BODY[HEADER.FIELDS (TO)] {2}\r\n\r\n UID 9 RFC822.SIZE 3 BODY[] \"a\\\\b\" INTERNALDATE \"bad\")\r\n" +
        "\0\0* 4 FETCH (UID 10 RFC822.SIZE 4)\r\n" +
        "* 4 FETCH (INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" BODY[] ~{4}\r\nabcd)\r\n" +
        "* 6 FETCH (UID 11 RFC822.SIZE 99 BODY[] NIL INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")\r\n" +
        "A1 OK [X] done\r\n";

    public static TheoryData<int, int> Feeds => new()
    {
        { 1, 4096 }, { 2, 64 }, { 3, 17 }, { 7, 33 }, { int.MaxValue, 16 }, { int.MaxValue, 65536 },
    };

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Next_OddButValidAnswers_EveryMessageWhole(int step, int buffer)
    {
        var client = PaperServer.Client(Odd, step, buffer);

        var (messages, reply) = await PaperServer.FetchAsync(client);

        Assert.True(reply!.IsOk);
        Assert.Equal([7u, 8u, 9u, 10u, 11u], messages.Select(message => message.Uid));
        Assert.Equal(["hello\r\n)}{2}", "", "a\\b", "abcd", null], messages.Select(message => message.Content is { } content ? Encoding.ASCII.GetString(content) : null));
        Assert.Equal([12, 0, 3, 4, 99], messages.Select(message => message.Size));
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 20, 10, 0, TimeSpan.Zero), messages[0].InternalDate);
        Assert.Null(messages[2].InternalDate);
        Assert.Equal(900, client.Exists);
        Assert.Equal("Maintenance at 5 {3}", client.Alert);
    }

    [Fact]
    public async Task Next_CutAtEveryByte_NoTruncatedMessage()
    {
        var all = Encoding.Latin1.GetBytes(Odd);
        var whole = (await PaperServer.FetchAsync(PaperServer.Client(all))).Messages.ToDictionary(message => message.Uid, message => message.Content);
        for (var length = 0; length < all.Length; length++)
        {
            var client = PaperServer.Client(all[..length]);
            var fetch = await client.StartFetchAsync("1:*", ImapItems.Size | ImapItems.InternalDate | ImapItems.Body, CancellationToken.None);
            List<ImapMessage> got = [];
            var fault = await Assert.ThrowsAsync<MailException>(async () =>
            {
                while (await fetch.NextAsync(CancellationToken.None) is { } message)
                {
                    got.Add(message);
                }
            });

            Assert.Equal(MailFault.ConnectionLost, fault.Code);
            Assert.True(client.IsBroken);
            Assert.All(got, message => Assert.Equal(whole[message.Uid], message.Content));
        }
    }

    [Fact]
    public async Task Next_NoAfterSome_MessagesAndReply()
    {
        var client = PaperServer.Client("* 1 FETCH (UID 7 RFC822.SIZE 2 INTERNALDATE \"x\" BODY[] {2}\r\nab)\r\nA1 NO [SERVERBUG] Internal error\r\n");

        var (messages, reply) = await PaperServer.FetchAsync(client);

        Assert.Equal([7u], messages.Select(message => message.Uid));
        Assert.Equal((ImapReplyStatus.No, "SERVERBUG"), (reply!.Status, reply.Code));
        Assert.False(reply.IsPassing);
    }

    [Fact]
    public async Task Command_WhileAFetchRuns_RefusedUntilItsEnd()
    {
        var client = PaperServer.Client("* 1 FETCH (UID 7 RFC822.SIZE 2)\r\nA1 OK\r\nA3 OK done\r\n");
        var fetch = await client.StartFetchAsync("7", ImapItems.Size, CancellationToken.None);

        Assert.Equal(7u, (await fetch.NextAsync(CancellationToken.None))!.Uid);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.NoopAsync(CancellationToken.None));
        Assert.Null(await fetch.NextAsync(CancellationToken.None));
        Assert.False(client.IsFetching);
        await client.NoopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Next_LiteralOverTheLimit_PassedOverWithItsLength()
    {
        var big = new string('x', 5000);
        var client = PaperServer.Client(
            $"* 1 FETCH (UID 7 RFC822.SIZE 5000 INTERNALDATE \"x\" BODY[] {{5000}}\r\n{big})\r\n* 2 FETCH (UID 8 RFC822.SIZE 1 INTERNALDATE \"x\" BODY[] {{1}}\r\ny)\r\nA1 OK\r\n",
            settings: new() { MaxLiteralBytes = 1000 });

        var (messages, _) = await PaperServer.FetchAsync(client);

        Assert.Equal([null, "y"], messages.Select(message => message.Content is { } content ? Encoding.ASCII.GetString(content) : null));
        Assert.Equal(5000, messages[0].ContentLength);
    }

    [Fact]
    public async Task Next_PartOfABody_NotTakenForTheWhole()
    {
        var client = PaperServer.Client("* 1 FETCH (UID 7 RFC822.SIZE 9 INTERNALDATE \"x\" BODY[]<0> {2}\r\nab)\r\nA1 OK\r\n");

        Assert.Empty((await PaperServer.FetchAsync(client)).Messages);
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 7 BODY[] {99999999999999}\r\n")]
    [InlineData("* 1 FETCH (UID 7 BODY[] {9999999999999999999999}\r\nA1 OK\r\n")]
    [InlineData("* 1 FETCH UID 7\r\n")]
    [InlineData("* 1 FETCH (UID 0)\r\n")]
    [InlineData("* 1 FETCH (UID 99999999999)\r\n")]
    [InlineData("* 1 FETCH (UID 7 BODY[\r\n")]
    [InlineData("* 1 FETCH (UID 7 BODY[] \"open\r\n")]
    [InlineData("* 1 FETCH (FLAGS (\r\n")]
    [InlineData("* 1 FETCH (X ((((\r\n")]
    [InlineData("A9 OK somebody else's\r\n")]
    [InlineData("A1 MAYBE\r\n")]
    public async Task Next_NotImap_ProtocolFault(string answers)
    {
        var fault = await Assert.ThrowsAsync<ImapException>(() => PaperServer.FetchAsync(PaperServer.Client(answers)));

        Assert.Equal(MailFault.Protocol, fault.Code);
    }

    [Fact]
    public async Task Next_EndlessLine_StopsAtTheLimit()
    {
        var client = PaperServer.Client("* 1 FETCH (" + new string('(', 3_000_000), settings: new() { MaxLineBytes = 100_000 });

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => PaperServer.FetchAsync(client))).Code);
    }

    [Fact]
    public async Task Next_Bye_NamedAsSuch()
    {
        var client = PaperServer.Client("* BYE Server shutting down {7}\r\n");

        Assert.Equal(MailFault.ServerBye, (await Assert.ThrowsAsync<MailException>(() => PaperServer.FetchAsync(client))).Code);
    }

    [Fact]
    public async Task Select_ServerTellsAll_AllThere()
    {
        var client = PaperServer.Client(
            "* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] Limited\r\n* 12 EXISTS\r\n* OK [UIDVALIDITY 3857529045] ok\r\n* OK [UIDNEXT 4392] next\r\nA1 OK [READ-WRITE] done\r\n",
            step: 1);

        var mailbox = await client.SelectAsync("Şikayət \"x\"", readOnly: false, CancellationToken.None);

        Assert.Equal((3857529045u, 4392u, 12, false), (mailbox.UidValidity, mailbox.UidNext!.Value, mailbox.Exists, mailbox.ReadOnly));
        Assert.True(mailbox.CanStore("$Ingested"));
        Assert.True(mailbox.CanStore("\\Seen"));
        Assert.False(mailbox.CanStore("\\Deleted"));
    }

    [Fact]
    public async Task Select_NoValidity_Refused()
    {
        var client = PaperServer.Client("* 12 EXISTS\r\nA1 OK done\r\n");

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => client.SelectAsync("x", true, CancellationToken.None))).Code);
    }
}
