using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>What servers differ in: literals, IMAP4rev2, ESEARCH, pieces, padding and words for people.</summary>
public sealed class ImapDialectTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("LITERAL+", 5000, true)]
    [InlineData("LITERAL-", 4096, true)]
    [InlineData("LITERAL-", 4097, false)]
    [InlineData("IMAP4rev2", 4096, true)]
    [InlineData("IDLE", 1, false)]
    public async Task Value_Literal_WaitsOnlyWhereItMust(string capability, int length, bool isFree)
    {
        var name = "ş" + new string('x', length - 2 + (length == 1 ? 1 : 0));
        var bytes = Encoding.UTF8.GetByteCount(name);
        var command = new ImapCommand("A1", capability switch { "LITERAL+" => int.MaxValue, "IDLE" => 0, _ => 4096 }).Words("LOGIN ").Value(name);

        Assert.Equal(isFree ? 1 : 2, command.Parts.Count);
        await using var server = Server($"* OK [CAPABILITY IMAP4rev1 {capability}] ready\r\n", async session =>
        {
            while (await session.HearAsync() is var line)
            {
                await session.SayAsync(line.EndsWith(isFree ? "+}" : "}", StringComparison.Ordinal)
                    ? isFree ? "" : "+ go on\r\n"
                    : line == name + " \"x\"" ? "A1 NO [UNAVAILABLE] enough\r\n" : "");
            }
        });

        await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(server, new(name, "x")));
        Assert.Equal($"A1 LOGIN {{{bytes}{(isFree ? "+" : "")}}}", server.Heard[0]);
    }

    [Fact]
    public async Task Connect_Rev2BesideRev1_EnabledAndNamesInUtf8()
    {
        await using var server = Server("* OK [CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN SASL-IR] ready\r\n", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("A1 OK [CAPABILITY IMAP4rev1 IMAP4rev2 UTF8=ACCEPT] in\r\n");
            await session.HearAsync();
            await session.SayAsync("* ENABLED IMAP4rev2 UTF8=ACCEPT\r\nA2 OK\r\n");
            await session.HearAsync();
            await session.HearAsync();
            await session.SayAsync("* 4 EXISTS\r\n* LIST () \"/\" \"Şikayət\"\r\n* OK [UIDVALIDITY 3]\r\n* OK [UIDNEXT 9]\r\nA3 OK [READ-ONLY]\r\n");
            await session.HearAsync();
            await session.SayAsync("* ESEARCH (TAG \"A4\") UID MIN 2 ALL 2,7:5,5\r\nA4 OK\r\n");
            await session.StallAsync();
        });

        await using var client = await ConnectAsync(server, new("u", "p"));
        var mailbox = await client.SelectAsync("Şikayət", readOnly: false, Stop);

        Assert.Equal(["A2 ENABLE IMAP4rev2 UTF8=ACCEPT", "A3 SELECT {9+}", "Şikayət"], server.Heard[1..4]);
        Assert.Equal((3u, 9u, 4, true), (mailbox.UidValidity, mailbox.UidNext!.Value, mailbox.Exists, mailbox.ReadOnly));
        Assert.Equal([2u, 5u, 6u, 7u], await client.SearchAsync("ALL", Stop));
    }

    [Fact]
    public async Task Connect_OnlyRev2_NothingToEnable()
    {
        await using var server = Server("* OK [CAPABILITY IMAP4rev2 AUTH=PLAIN] ready\r\n", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("+\r\n");
            await session.HearAsync();
            await session.SayAsync("* CAPABILITY IMAP4rev2\r\nA1 OK in\r\n");
            await session.HearAsync();
            await session.HearAsync();
            await session.SayAsync("A2 NO [NONEXISTENT] none\r\n");
            await session.StallAsync();
        });

        await using var client = await ConnectAsync(server, new("u", "p"));

        Assert.False(await client.FolderExistsAsync("ə", Stop));
        Assert.Equal(["A2 STATUS {2+}", "ə (UIDVALIDITY)"], server.Heard[2..4]);
    }

    [Theory]
    [InlineData("* SEARCH 9 2 2 4294967295 (MODSEQ 917162500)", "2,9,4294967295")]
    [InlineData("* SEARCH", "")]
    [InlineData("* SEARCH 3\r\n* SEARCH 1", "1,3")]
    [InlineData("* ESEARCH (TAG \"A1\") UID", "")]
    [InlineData("* esearch uid all 1:3", "1,2,3")]
    [InlineData("* ESEARCH UID COUNT 2 ALL 4294967294:4294967295", "4294967294,4294967295")]
    public async Task Search_AnyForm_UidsInOrder(string answers, string expected)
    {
        var client = PaperServer.Client(answers + "\r\nA1 OK done\r\n");

        Assert.Equal(expected, string.Join(',', await client.SearchAsync("ALL", Stop)));
    }

    [Theory]
    [InlineData("* ESEARCH UID ALL 1:4294967295")]
    [InlineData("* ESEARCH UID ALL 1:600,500:1000")]
    [InlineData("* ESEARCH UID ALL 0")]
    [InlineData("* ESEARCH UID ALL 1:*")]
    [InlineData("* ESEARCH ALL 1:3")]
    [InlineData("* ESEARCH (TAG \"A1\" UID ALL 1")]
    public async Task Search_MoreThanTheLimitOrNotImap_ProtocolFault(string answers)
    {
        var client = PaperServer.Client(answers + "\r\nA1 OK done\r\n", settings: new() { MaxFound = 1000 });

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => client.SearchAsync("ALL", Stop))).Code);
    }

    [Fact]
    public async Task FetchPart_WithOrigin_ItsBytes()
    {
        var client = PaperServer.Client(
            "* 5 EXISTS\r\n* 4 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (BODY[]<0> \"no\" UID 8)\r\n" +
            "* 4 FETCH (RFC822.SIZE 99 BODY[]<10> {3}\r\nabc UID 7)\r\nA1 OK\r\n");

        var part = await client.FetchPartAsync(7, ImapItems.Body, 10, 4, Stop);

        Assert.Equal(("abc", 99L, (DateTimeOffset?)null), (Encoding.ASCII.GetString(part!.Bytes), part.Size, part.InternalDate));
    }

    [Theory]
    [InlineData("* 4 FETCH (UID 7 BODY[]<0> {3}\r\nabc)\r\n", false)]
    [InlineData("* 4 FETCH (UID 7 BODY[] {3}\r\nabc)\r\n", false)]
    [InlineData("* 4 FETCH (UID 7 BODY[HEADER]<10> {3}\r\nabc)\r\n", false)]
    [InlineData("* 4 FETCH (UID 7 BODY[]<10> NIL)\r\n", false)]
    [InlineData("* 4 FETCH (UID 7 BODY[]<10> {5}\r\nabcde)\r\n", true)]
    public async Task FetchPart_AnotherThanAsked_NotTaken(string answers, bool isFault)
    {
        var client = PaperServer.Client(answers + "A1 OK\r\n");

        if (isFault)
        {
            Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => client.FetchPartAsync(7, ImapItems.Body, 10, 4, Stop))).Code);
        }
        else
        {
            Assert.Null(await client.FetchPartAsync(7, ImapItems.Body, 10, 4, Stop));
        }
    }

    [Fact]
    public async Task Next_BareTextAndPadding_PassedOver()
    {
        var client = PaperServer.Client("Server Unavailable. 15\r\n\0\0\0* 1 FETCH (UID 7 RFC822.SIZE 2)\r\n\r\n+ odd\r\nA1 OK\r\n");

        var (messages, reply) = await PaperServer.FetchAsync(client, ImapItems.Size);

        Assert.Equal([7u], messages.Select(message => message.Uid));
        Assert.True(reply!.IsOk);
    }

    [Fact]
    public async Task Next_BareTextThenTheEnd_ConnectionLost()
    {
        var fault = await Assert.ThrowsAsync<MailException>(() => PaperServer.FetchAsync(PaperServer.Client("Server Unavailable. 15\r\n")));

        Assert.Equal(MailFault.ConnectionLost, fault.Code);
    }

    private static ScriptedServer Server(string greeting, Func<ScriptedSession, Task> script) => new(async session =>
    {
        await session.SayAsync(greeting);
        await script(session);
    });

    private static Task<ImapClient> ConnectAsync(ScriptedServer server, MailCredentials credentials) => ImapClient.ConnectAsync(
        new() { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromMinutes(1) }, credentials, null, Stop);
}
