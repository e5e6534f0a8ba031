using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using Mail.Tests.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>Login with an access token, against a script: every turn that the two mechanisms know.</summary>
public sealed class ImapTokenLoginTests
{
    private const string User = "support@example.az";
    private const string XOAuth2 = "dXNlcj1zdXBwb3J0QGV4YW1wbGUuYXoBYXV0aD1CZWFyZXIgeWEyOS5FWEFNUExFAQE=";

    private static readonly string Failure =
        Convert.ToBase64String("{\"status\":\"invalid_token\",\"schemes\":\"bearer\",\"scope\":\"https://mail.example/\"}"u8);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_XOAuth2WithSaslIr_OnOneLine()
    {
        await using var server = Server("AUTH=XOAUTH2 AUTH=PLAIN SASL-IR", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("A1 OK [CAPABILITY IMAP4rev1 IDLE] in\r\n");
        });

        await using var client = await ConnectAsync(server, new TokensInTurn("ya29.EXAMPLE"));

        Assert.Equal(["A1 AUTHENTICATE XOAUTH2 " + XOAuth2], server.Heard);
        Assert.True(client.Supports("IDLE"));
    }

    [Fact]
    public async Task Connect_OAuthBearerWithoutSaslIr_AfterTheServersTurn()
    {
        await using var server = Server("AUTH=OAUTHBEARER AUTH=XOAUTH2", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("+ \r\n");
            await session.HearAsync();
            await session.SayAsync("* CAPABILITY IMAP4rev1\r\nA1 OK in\r\n");
        });

        await using var client = await ConnectAsync(server, new TokensInTurn("t"));

        Assert.Equal("A1 AUTHENTICATE OAUTHBEARER", server.Heard[0]);
        Assert.Equal(
            $"n,a={User},\u0001host=127.0.0.1\u0001port={server.Port}\u0001auth=Bearer t\u0001\u0001",
            Encoding.UTF8.GetString(Convert.FromBase64String(server.Heard[1])));
    }

    [Theory]
    [InlineData("OAUTHBEARER", true, "AQ==")]
    [InlineData("OAUTHBEARER", false, "AQ==")]
    [InlineData("XOAUTH2", true, "")]
    [InlineData("XOAUTH2", false, "")]
    public async Task Connect_TokenRefused_FailureAnsweredAndNamed(string mechanism, bool initial, string answer)
    {
        await using var server = Server("AUTH=" + mechanism + (initial ? " SASL-IR" : ""), async session =>
        {
            await session.HearAsync();
            if (!initial)
            {
                await session.SayAsync("+ \r\n");
                await session.HearAsync();
            }

            await session.SayAsync($"+ {Failure}\r\n");
            await session.HearAsync();
            await session.SayAsync("A1 NO [AUTHENTICATIONFAILED] no\r\n");
        });
        var tokens = new TokensInTurn("t0ken");

        var fault = await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(server, tokens));

        Assert.Equal((MailFault.LoginRefused, "AUTHENTICATIONFAILED"), (fault.Code, fault.ResponseCode));
        Assert.Contains("(invalid_token)", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(answer, server.Heard[initial ? 1 : 2]);
        Assert.Equal(["t0ken"], tokens.Rejected);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("A2 AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_FreshTokenAfterRefusal_TriedOnceOnTheSameConnection()
    {
        await using var server = Server("AUTH=XOAUTH2 SASL-IR", async session =>
        {
            await session.HearAsync();
            await session.SayAsync($"+ {Failure}\r\n");
            await session.HearAsync();
            await session.SayAsync("A1 NO no\r\n");
            await session.HearAsync();
            await session.SayAsync("A2 OK [CAPABILITY IMAP4rev1] in\r\n");
        });
        var tokens = new TokensInTurn("old", "fresh");

        await using var client = await ConnectAsync(server, tokens);

        Assert.Equal(["old"], tokens.Rejected);
        Assert.Equal(3, server.Heard.Count);
    }

    [Fact]
    public async Task Connect_ServerClosesAfterTheRefusal_StillTheRefusal()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready\r\n");
            await session.HearAsync();
            await session.SayAsync("A1 NO no\r\n* BYE\r\n");
        });
        var tokens = new TokensInTurn("old", "fresh");

        Assert.Equal(MailFault.LoginRefused, (await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(server, tokens))).Code);
    }

    [Fact]
    public async Task Connect_ServerUnavailable_TokenIsKept()
    {
        await using var server = Server("AUTH=XOAUTH2 SASL-IR", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("A1 NO [UNAVAILABLE] later\r\n");
        });
        var tokens = new TokensInTurn("good");

        Assert.Equal(MailFault.Unavailable, (await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(server, tokens))).Code);
        Assert.Empty(tokens.Rejected);
    }

    [Fact]
    public async Task Connect_TokenLoginNotOffered_NothingSent()
    {
        await using var server = Server("AUTH=PLAIN SASL-IR", session => session.StallAsync());

        Assert.Equal(MailFault.LoginDisabled, (await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(server, new TokensInTurn("t")))).Code);
        Assert.DoesNotContain(server.Heard, line => !line.EndsWith(" LOGOUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_ServerChallengesWithoutEnd_ProtocolFault()
    {
        await using var server = Server("AUTH=OAUTHBEARER SASL-IR", async session =>
        {
            while (true)
            {
                await session.HearAsync();
                await session.SayAsync("+ bm8=\r\n");
            }
        });

        Assert.Equal(MailFault.Protocol, (await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(server, new TokensInTurn("t")))).Code);
        Assert.Equal("AQ==", server.Heard[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("WzFd")]
    [InlineData("eyJzdGF0dXMiOiI8c2NyaXB0PiJ9")]
    public void Status_NothingToShow_Null(string challenge) => Assert.Null(SaslFailure.Status(challenge));

    private static ScriptedServer Server(string capabilities, Func<ScriptedSession, Task> script) => new(async session =>
    {
        await session.SayAsync($"* OK [CAPABILITY IMAP4rev1 {capabilities}] ready\r\n");
        await script(session);
        await session.StallAsync();
    });

    private static Task<ImapClient> ConnectAsync(ScriptedServer server, IAccessTokenSource tokens) => ImapClient.ConnectAsync(
        new() { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromMinutes(1) }, new(User, tokens), null, Stop);
}
