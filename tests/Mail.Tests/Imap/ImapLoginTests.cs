using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>What happens before the login, played by a server that cheats.</summary>
public sealed class ImapLoginTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_StartTlsStripped_RefusedBeforeAnySecret()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n");
            await session.StallAsync();
        });

        Assert.Equal(MailFault.TlsNotOffered, (await RefusalAsync(server, MailSecurity.StartTls)).Code);
        Assert.DoesNotContain(server.Heard, line => line.Contains("LOGIN", StringComparison.Ordinal) || line.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_PreauthBeforeTls_Refused()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome\r\n");
            await session.StallAsync();
        });

        Assert.Equal(MailFault.TlsPreauth, (await RefusalAsync(server, MailSecurity.StartTls)).Code);
        Assert.Empty(server.Heard);
    }

    [Theory]
    [InlineData("* BYE too many connections\r\n", MailFault.ServerBye)]
    [InlineData("220 mail.example ESMTP\r\n", MailFault.Protocol)]
    [InlineData("", MailFault.ConnectionLost)]
    public async Task Connect_NoGreeting_Named(string greeting, string code)
    {
        await using var server = new ScriptedServer(session => session.SayAsync(greeting));

        Assert.Equal(code, (await RefusalAsync(server, MailSecurity.None)).Code);
    }

    [Fact]
    public async Task Connect_SilentServer_Timeout()
    {
        await using var server = new ScriptedServer(session => session.StallAsync());

        Assert.Equal(MailFault.Timeout, (await RefusalAsync(server, MailSecurity.None, TimeSpan.FromMilliseconds(200))).Code);
    }

    [Fact]
    public async Task Connect_LoginDisabled_NoPasswordSent()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready\r\n");
            await session.StallAsync();
        });

        Assert.Equal(MailFault.LoginDisabled, (await RefusalAsync(server, MailSecurity.None)).Code);
        Assert.Empty(server.Heard);
    }

    [Theory]
    [InlineData("UNAVAILABLE", MailFault.Unavailable)]
    [InlineData("INUSE", MailFault.Unavailable)]
    [InlineData("AUTHENTICATIONFAILED", MailFault.LoginRefused)]
    public async Task Connect_LoginAnsweredNo_ByItsCode(string code, string fault)
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1] ready\r\n");
            await session.HearAsync();
            await session.SayAsync($"A1 NO [{code}] no\r\n");
            await session.StallAsync();
        });

        Assert.Equal(fault, (await RefusalAsync(server, MailSecurity.None)).Code);
    }

    [Fact]
    public async Task Connect_NonAsciiLogin_LiteralsWaitForTheServer()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1] ready\r\n");
            await session.HearAsync();
            await session.SayAsync("+ go on\r\n");
            await session.HearAsync();
            await session.SayAsync("* CAPABILITY IMAP4rev1 IDLE\r\nA1 OK in\r\n");
            await session.StallAsync();
        });

        await using var client = await ImapClient.ConnectAsync(Endpoint(server, MailSecurity.None), new("a\"b", "ş"), null, Stop);

        Assert.Equal(["A1 LOGIN \"a\\\"b\" {2}", "ş"], server.Heard);
        Assert.True(client.Supports("idle"));
    }

    [Fact]
    public async Task Connect_PlainWithoutInitialResponse_WaitsForTheServer()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK ready\r\n");
            await session.HearAsync();
            await session.SayAsync("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA1 OK\r\n");
            await session.HearAsync();
            await session.SayAsync("+ \r\n");
            await session.HearAsync();
            await session.SayAsync("A2 OK [CAPABILITY IMAP4rev1 ID] in\r\n");
            await session.HearAsync();
            await session.SayAsync("* ID NIL\r\nA3 OK\r\n");
            await session.StallAsync();
        });

        await using var client = await ImapClient.ConnectAsync(Endpoint(server, MailSecurity.None), new("support@example.az", "p@ss wörd"), null, Stop);

        Assert.Equal(
            ["A1 CAPABILITY", "A2 AUTHENTICATE PLAIN", "AHN1cHBvcnRAZXhhbXBsZS5hegBwQHNzIHfDtnJk", "A3 ID (\"name\" \"ingestion-worker\")"],
            server.Heard);
    }

    private static async Task<MailException> RefusalAsync(ScriptedServer server, MailSecurity security, TimeSpan? timeout = null) =>
        await Assert.ThrowsAnyAsync<MailException>(
            () => ImapClient.ConnectAsync(Endpoint(server, security) with { Timeout = timeout ?? TimeSpan.FromSeconds(20) }, new("user", "secret"), null, Stop));

    private static MailEndpoint Endpoint(ScriptedServer server, MailSecurity security) => new() { Host = "127.0.0.1", Port = server.Port, Security = security };
}
