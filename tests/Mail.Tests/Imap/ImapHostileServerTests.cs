using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>A server that wants our memory, our time or our trust.</summary>
public sealed class ImapHostileServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartTls_MoreBehindTheConsent_SessionDroppedAndNothingBelieved()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n");
            await session.HearAsync();
            await session.SayAsync("A1 OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA2 OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] in\r\n");
            await session.StallAsync();
        });

        var fault = await Assert.ThrowsAsync<MailException>(() => ConnectAsync(server, security: MailSecurity.StartTls));

        Assert.Contains(fault.Code, (string[])[MailFault.TlsInjected, MailFault.TlsFailed]);
        lock (server.Heard)
        {
            Assert.All(server.Heard, line => Assert.DoesNotContain("AUTHENTICATE", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task StartTls_InjectedInTheSamePacket_NamedAsSuch()
    {
        var endpoint = new MailEndpoint { Host = "paper", Port = 1, Timeout = TimeSpan.FromMinutes(1), Security = MailSecurity.StartTls };
        var paper = new DripStream("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\nA1 OK begin\r\nA2 OK logged in\r\n"u8.ToArray(), int.MaxValue);
        await using var connection = new ImapConnection(new MailTransport(endpoint, paper, null, 4096), new());

        var fault = await Assert.ThrowsAsync<MailException>(() => ImapLogin.RunAsync(connection, endpoint, new("user", "secret"), null, Stop));

        Assert.Equal(MailFault.TlsInjected, fault.Code);
        Assert.True(connection.Transport.IsBroken);
        Assert.Equal("A1 STARTTLS\r\n", Encoding.ASCII.GetString(paper.Written.ToArray()));
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 7 BODY[] {4294967296}\r\n")]
    [InlineData("* 1 FETCH (UID 7 BODY[] ~{4294967296}\r\n")]
    [InlineData("* 1 FETCH (UID 7 ENVELOPE ({999999999999999999}\r\n")]
    [InlineData("* LIST () \"/\" {4294967296+}\r\n")]
    public async Task Fetch_LiteralOfGigabytes_RefusedBeforeItsFirstByte(string answer)
    {
        var client = PaperServer.Client(answer);

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => PaperServer.FetchAsync(client))).Code);
        Assert.True(client.IsBroken);
    }

    [Fact]
    public async Task Fetch_ManyLiteralsInOneAnswer_SumIsLimited()
    {
        var one = "{1000000}\r\n" + new string('x', 1_000_000) + " ";
        var client = PaperServer.Client("* 1 FETCH (X (" + string.Concat(Enumerable.Repeat(one, 30)), settings: new() { MaxLiteralBytes = 2_000_000 }, buffer: 65536);

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => PaperServer.FetchAsync(client))).Code);
    }

    [Fact]
    public async Task Fetch_HalvesThatNeverMeet_Limited()
    {
        var answers = string.Concat(Enumerable.Range(1, 40).Select(n => $"* {n} FETCH (BODY[] {{100000}}\r\n{new string('x', 100_000)})\r\n"));
        var client = PaperServer.Client(answers + "A1 OK\r\n", settings: new() { MaxLiteralBytes = 1_000_000 }, buffer: 65536);

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => PaperServer.FetchAsync(client))).Code);
        Assert.True(client.IsBroken);
    }

    [Theory]
    [InlineData("* OK still here\r\n")]
    [InlineData("* 5 FETCH (FLAGS ())\r\n")]
    [InlineData("* 9 EXPUNGE\r\n")]
    [InlineData("no answer at all\r\n")]
    [InlineData("+ go on\r\n")]
    public async Task Command_AnswersWithoutEnd_Left(string answer)
    {
        var client = PaperServer.Client(string.Concat(Enumerable.Repeat(answer, 3000)), settings: new() { MaxResponses = 2000 });

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => client.NoopAsync(Stop))).Code);
        Assert.True(client.IsBroken);
    }

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('"')]
    public async Task Fetch_DepthOfAMillion_NeitherStackNorTime(char one)
    {
        var client = PaperServer.Client("* 1 FETCH (UID 7 X " + new string(one, 1_000_000) + "\r\nA1 OK\r\n", buffer: 65536);
        var before = Environment.CpuUsage.TotalTime;

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => PaperServer.FetchAsync(client))).Code);
        Assert.True(Environment.CpuUsage.TotalTime - before < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Command_OneAnswerInDrips_EndsWithinTheTimeout()
    {
        await using var server = Dripping("* OK x");

        var fault = await Assert.ThrowsAnyAsync<MailException>(() => ConnectAsync(server, timeout: TimeSpan.FromMilliseconds(300)));

        Assert.Equal(MailFault.Timeout, fault.Code);
    }

    [Fact]
    public async Task Command_ManyAnswersInDrips_EndsWithinTheCommandTimeout()
    {
        await using var server = Dripping("* OK x\r\n");

        var fault = await Assert.ThrowsAnyAsync<MailException>(
            () => ConnectAsync(server, timeout: TimeSpan.FromMinutes(1), settings: new() { CommandTimeout = TimeSpan.FromMilliseconds(500) }));

        Assert.Equal(MailFault.Timeout, fault.Code);
    }

    [Fact]
    public async Task Idle_ServerTalksWithoutPause_StillEnds()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] in\r\n");
            await session.HearAsync();
            await session.SayAsync("+ idling\r\n");
            var chatter = string.Concat(Enumerable.Repeat("* OK still here\r\n", 1000));
            while (true)
            {
                await session.SayAsync(chatter);
            }
        });
        await using var client = await ConnectAsync(server, settings: new() { MaxResponses = 20_000 });

        // The limit of answers is reached, or the server does not end IDLE in time.
        var fault = await Assert.ThrowsAnyAsync<MailException>(() => client.IdleAsync(0, TimeSpan.FromMilliseconds(50), Stop));
        Assert.Contains(fault.Code, (string[])[MailFault.Protocol, MailFault.Timeout]);
        Assert.True(client.IsBroken);
    }

    private static ScriptedServer Dripping(string answer) => new(async session =>
    {
        await session.SayAsync("* OK [CAPABILITY IMAP4rev1] ready\r\n");
        await session.HearAsync();
        for (var i = 0; ; i++)
        {
            await session.SayAsync(answer[i % answer.Length].ToString());
            await Task.Delay(5, Stop);
        }
    });

    private static Task<ImapClient> ConnectAsync(
        ScriptedServer server, MailSecurity security = MailSecurity.None, TimeSpan? timeout = null, ImapSettings? settings = null) => ImapClient.ConnectAsync(
        new() { Host = "127.0.0.1", Port = server.Port, Security = security, Timeout = timeout ?? TimeSpan.FromMinutes(1) }, new("user", "secret"), settings, Stop);
}
