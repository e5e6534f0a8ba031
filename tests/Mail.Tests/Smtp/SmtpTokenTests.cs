using System.Text;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;
using Mail.Tests.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Smtp;

/// <summary>Login by access token, where a script shows what no real server does on request.</summary>
public sealed class SmtpTokenTests
{
    private const string Failure = "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_BothMechanisms_StandardOneInOneLine()
    {
        await using var server = Server("AUTH XOAUTH2 OAUTHBEARER PLAIN", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("235 ok\r\n");
            await session.HearAsync();
            await session.SayAsync("450 enough\r\n");
            await session.StallAsync();
        });

        await SendAsync(server, new TokensInTurn("t-1"));

        Assert.StartsWith("AUTH OAUTHBEARER ", server.Heard[1], StringComparison.Ordinal);
        Assert.Equal($"n,a=user@b.example,\u0001host=127.0.0.1\u0001port={server.Port}\u0001auth=Bearer t-1\u0001\u0001", Decoded(server.Heard[1].Split(' ')[2]));
        Assert.StartsWith("MAIL FROM:", server.Heard[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XOAUTH2", "")]
    [InlineData("OAUTHBEARER", "AQ==")]
    public async Task Send_TokenRefusedAndNoOther_FailureAnsweredLaterAndAccountFault(string mechanism, string answer)
    {
        await using var server = Server("AUTH " + mechanism, async session =>
        {
            await session.HearAsync();
            await session.SayAsync(Failure);
            await session.HearAsync();
            await session.SayAsync("535 5.7.8 no\r\n");
            await session.StallAsync();
        });
        var tokens = new TokensInTurn("t-1");

        var result = await SendAsync(server, tokens);

        Assert.Equal((SmtpOutcome.Later, "smtp-535-5.7.8", SmtpCause.Account), (result.Outcome, result.Reason, result.Cause));
        Assert.Equal(answer, server.Heard[2]);
        Assert.Equal(["t-1"], tokens.Rejected);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_TokenRefusedAndAnotherThere_OneMoreTryOnTheSameConnection()
    {
        await using var server = Server("AUTH XOAUTH2", async session =>
        {
            foreach (var reply in new[] { Failure, "535 5.7.8 old\r\n", "235 ok\r\n", "450 enough\r\n" })
            {
                await session.HearAsync();
                await session.SayAsync(reply);
            }

            await session.StallAsync();
        });
        var tokens = new TokensInTurn("old", "new");

        var result = await SendAsync(server, tokens);

        Assert.Equal("smtp-450", result.Reason);
        Assert.Equal("user=user@b.example\u0001auth=Bearer new\u0001\u0001", Decoded(server.Heard[3].Split(' ')[2]));
        Assert.Equal(["old"], tokens.Rejected);
    }

    [Fact]
    public async Task Send_EveryTokenRefused_NoThirdTry()
    {
        await using var server = Server("AUTH XOAUTH2", async session =>
        {
            while (true)
            {
                await session.HearAsync();
                await session.SayAsync("535 5.7.8 no\r\n");
            }
        });
        var tokens = new TokensInTurn("a", "b", "c", "d");

        Assert.True((await SendAsync(server, tokens)).AccountFault);
        Assert.Equal(["a", "b"], tokens.Rejected);
    }

    [Fact]
    public async Task Send_LongToken_WaitsForTheEmptyChallenge()
    {
        await using var server = Server("AUTH XOAUTH2", async session =>
        {
            foreach (var reply in new[] { "334 \r\n", "235 ok\r\n", "450 enough\r\n" })
            {
                await session.HearAsync();
                await session.SayAsync(reply);
            }

            await session.StallAsync();
        });
        var token = new string('x', 2_000);

        await SendAsync(server, new TokensInTurn(token));

        Assert.Equal("AUTH XOAUTH2", server.Heard[1]);
        Assert.Equal($"user=user@b.example\u0001auth=Bearer {token}\u0001\u0001", Decoded(server.Heard[2]));
    }

    [Fact]
    public async Task Send_OnlyPasswordsOffered_TokenNotSent()
    {
        await using var server = Server("AUTH PLAIN LOGIN", session => session.StallAsync());

        var result = await SendAsync(server, new TokensInTurn("t-1"));

        Assert.Equal((SmtpOutcome.Later, MailFault.LoginDisabled, true), (result.Outcome, result.Reason, result.AccountFault));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MailFault.TokenUnavailable, false)]
    [InlineData(MailFault.TokenRefused, true)]
    public async Task Send_NoTokenToBeHad_LaterAndNamed(string code, bool fault)
    {
        await using var server = Server("AUTH XOAUTH2", session => session.StallAsync());

        var result = await SendAsync(server, new NoTokens(code));

        Assert.Empty(server.Heard);

        Assert.Equal((SmtpOutcome.Later, code, fault), (result.Outcome, result.Reason, result.AccountFault));
    }

    private static string Decoded(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static ScriptedServer Server(string offer, Func<ScriptedSession, Task> then) => new(async session =>
    {
        await session.SayAsync("220 script ESMTP\r\n");
        await session.HearAsync();
        await session.SayAsync($"250-script\r\n250 {offer}\r\n");
        await then(session);
    });

    private static async Task<SmtpResult> SendAsync(ScriptedServer server, IAccessTokenSource tokens)
    {
        await using var client = new SmtpClient(
            new() { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromMinutes(1) },
            new("user@b.example", tokens));
        return await client.SendAsync(new("", "a@kunde.example"), "Subject: x\r\n\r\nbody\r\n"u8.ToArray(), Stop);
    }

    private sealed class NoTokens(string code) : IAccessTokenSource
    {
        public ValueTask<string> GetAsync(CancellationToken cancellationToken) => throw new MailException(code, "no token");

        public void Reject(string token)
        {
        }
    }
}
