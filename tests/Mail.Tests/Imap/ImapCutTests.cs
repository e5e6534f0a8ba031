using System.Globalization;
using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>
/// A whole session (login, select, search, fetch of two mails, store, move) whose connection ends after byte N, for every N, in both
/// directions: what was given is whole, and the end is a named fault.
/// </summary>
public sealed class ImapCutTests
{
    private static readonly string[] Mails = ["From: a@b.example\r\nSubject: one\r\n\r\nfirst )\r\n* 2 FETCH (\r\n", "Subject: two\r\n\r\n" + new string('x', 300) + "\r\n"];

    /// <summary>What the server says at first, and to each line of the client.</summary>
    private static readonly string[] Answers =
    [
        "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN STARTTLS] ready\r\n",
        "+ \r\n",
        "A1 OK [CAPABILITY IMAP4rev1 MOVE UIDPLUS] in\r\n",
        "* 2 EXISTS\r\n* OK [UIDVALIDITY 9] ok\r\n* OK [UIDNEXT 3] ok\r\nA2 OK [READ-WRITE] done\r\n",
        "* SEARCH 1 2\r\nA3 OK done\r\n",
        $"* 1 FETCH (UID 1 RFC822.SIZE {Mails[0].Length} BODY[] {{{Mails[0].Length}}}\r\n{Mails[0]})\r\n" +
            $"* 2 FETCH (BODY[] {{{Mails[1].Length}}}\r\n{Mails[1]} UID 2 RFC822.SIZE {Mails[1].Length})\r\nA4 OK done\r\n",
        "* 1 FETCH (FLAGS (\\Seen))\r\nA5 OK done\r\n",
        "* OK [COPYUID 9 1:2 7:8] moved\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nA6 OK done\r\n",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_AnswersCutAtEveryByte_NothingTruncatedAndFaultNamed()
    {
        var total = Encoding.Latin1.GetByteCount(string.Concat(Answers));
        Assert.Equal((6, null), await RunAsync(new LinePeer(Answers, total, int.MaxValue)));
        for (var cut = 0; cut < total; cut++)
        {
            AssertCut(await RunAsync(new LinePeer(Answers, cut, int.MaxValue)));
        }
    }

    [Fact]
    public async Task Session_RequestsCutAtEveryByte_NothingTruncatedAndFaultNamed()
    {
        var whole = new LinePeer(Answers, int.MaxValue, int.MaxValue);
        await RunAsync(whole);
        Assert.InRange(whole.Heard, 150, 1000);
        for (var cut = 0; cut < whole.Heard; cut++)
        {
            AssertCut(await RunAsync(new LinePeer(Answers, int.MaxValue, cut)));
        }
    }

    /// <summary>The same over sockets to both servers, at fewer places.</summary>
    [Theory]
    [InlineData("Dovecot", false)]
    [InlineData("Dovecot", true)]
    [InlineData("Cyrus", false)]
    [InlineData("Cyrus", true)]
    public async Task RealSession_CutHereAndThere_NothingTruncatedAndServerUnharmed(string name, bool requests)
    {
        var server = name == "Cyrus" ? ImapTestServer.Cyrus : ImapTestServer.Dovecot;
        var address = MailServer.Running.NewAddress("cut");
        await server.AppendAsync(address, Mails.Select(mail => (Encoding.ASCII.GetBytes(mail), DateTimeOffset.UnixEpoch)));
        await using var proxy = new TcpProxy(MailServer.Running.Host, server.Port);
        for (var cut = requests ? 3 : 11; cut < (requests ? 260 : 3000); cut += requests ? 13 : 149)
        {
            proxy.CutAnswersAfter(requests ? long.MaxValue : cut);
            proxy.CutRequestsAfter(requests ? cut : long.MaxValue);
            var (steps, fault) = await RunAsync(() => ImapClient.ConnectAsync(
                new() { Host = "127.0.0.1", Port = proxy.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromSeconds(60) },
                new(address, MailServer.Running.Password), null, Stop), move: false);

            Assert.True(steps == 5 ? fault is null : fault is not null, string.Create(CultureInfo.InvariantCulture, $"cut at {cut}: {steps} {fault}"));
        }

        proxy.Heal();
        Assert.Equal((5, null), await RunAsync(() => ImapClient.ConnectAsync(
            new() { Host = "127.0.0.1", Port = proxy.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromSeconds(60) },
            new(address, MailServer.Running.Password), null, Stop), move: false));
    }

    private static void AssertCut((int Steps, string? Fault) end)
    {
        Assert.InRange(end.Steps, 0, 5);
        Assert.Contains(end.Fault, (string[])[MailFault.ConnectionLost, MailFault.ServerBye]);
    }

    private static Task<(int Steps, string? Fault)> RunAsync(LinePeer peer) => RunAsync(
        async () =>
        {
            var endpoint = new MailEndpoint { Host = "paper", Port = 1, Security = MailSecurity.None, Timeout = TimeSpan.FromSeconds(60) };
            var connection = new ImapConnection(new MailTransport(endpoint, peer, null, 256), new());
            using var operation = connection.Transport.Begin(Stop);
            await ImapLogin.RunAsync(connection, endpoint, new("user", "secret"), null, Stop);
            return new ImapClient(connection, new());
        },
        move: true);

    /// <summary>How many steps have succeeded, and the code of the fault that ended them.</summary>
    private static async Task<(int Steps, string? Fault)> RunAsync(Func<Task<ImapClient>> connect, bool move)
    {
        var steps = 0;
        try
        {
            var client = await connect();
            steps++;
            await client.SelectAsync("INBOX", readOnly: false, Stop);
            steps++;
            Assert.Equal([1u, 2u], await client.SearchAsync("ALL", Stop));
            steps++;
            var fetch = await client.StartFetchAsync("1:2", ImapItems.Size | ImapItems.Body, Stop);
            while (await fetch.NextAsync(Stop) is { } message)
            {
                Assert.Equal(Mails[(int)message.Uid - 1], Encoding.ASCII.GetString(message.Content!));
            }

            Assert.True(fetch.Reply!.IsOk);
            steps++;
            Assert.True((await client.AddFlagsAsync("1", "\\Seen", Stop)).IsOk);
            steps++;
            if (move)
            {
                Assert.True((await client.MoveAsync("1:2", "Done", Stop)).IsOk);
                steps++;
            }

            return (steps, null);
        }
        catch (MailException fault)
        {
            return (steps, fault.Code);
        }
    }
}
