using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using Mail.Tests.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>Beside the suite: login with access tokens, which Dovecot checks itself.</summary>
public sealed class DovecotImapTests() : ImapServerTests(ImapTestServer.Dovecot)
{
    [Theory]
    [InlineData("OAUTHBEARER", true)]
    [InlineData("OAUTHBEARER", false)]
    [InlineData("XOAUTH2", true)]
    [InlineData("XOAUTH2", false)]
    public async Task Connect_GoodToken_MailReadAndNoPasswordNeeded(string mechanism, bool initialResponse)
    {
        var address = await NewMailboxAsync("token", Mail("one", "x"));
        await using var proxy = Proxy(mechanism, initialResponse);

        await using var client = await ConnectAsync(proxy, address, new TokensInTurn(AccessToken.For(address, TimeSpan.FromHours(1))));

        Assert.Equal(1, (await client.SelectAsync("INBOX", readOnly: true, Stop)).Exists);
        Assert.Contains("AUTHENTICATE " + mechanism, System.Text.Encoding.ASCII.GetString(proxy.Heard), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OAUTHBEARER", true, "expired")]
    [InlineData("OAUTHBEARER", false, "expired")]
    [InlineData("XOAUTH2", true, "expired")]
    [InlineData("XOAUTH2", false, "expired")]
    [InlineData("OAUTHBEARER", true, "another's")]
    [InlineData("XOAUTH2", true, "another's")]
    [InlineData("OAUTHBEARER", true, "forged")]
    [InlineData("XOAUTH2", false, "forged")]
    public async Task Connect_BadToken_LoginRefusedWithoutIt(string mechanism, bool initialResponse, string kind)
    {
        var address = MailServer.Running.NewAddress("token");
        var token = kind switch
        {
            "expired" => AccessToken.For(address, TimeSpan.FromMinutes(-10)),
            "forged" => AccessToken.For(address, TimeSpan.FromHours(1))[..^6] + "AAAAAA",
            _ => AccessToken.For("another-" + address, TimeSpan.FromHours(1)),
        };
        await using var proxy = Proxy(mechanism, initialResponse);
        var tokens = new TokensInTurn(token);

        var fault = await Assert.ThrowsAsync<ImapException>(() => ConnectAsync(proxy, address, tokens));

        Assert.Equal(MailFault.LoginRefused, fault.Code);
        Assert.DoesNotContain(token, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal([token], tokens.Rejected);
    }

    [Fact]
    public async Task Connect_ExpiredThenFresh_LoggedInOnOneConnection()
    {
        var address = await NewMailboxAsync("token");
        await using var proxy = Proxy("OAUTHBEARER", initialResponse: true);
        var tokens = new TokensInTurn(AccessToken.For(address, TimeSpan.FromMinutes(-10)), AccessToken.For(address, TimeSpan.FromHours(1)));

        await using var client = await ConnectAsync(proxy, address, tokens);

        Assert.Single(tokens.Rejected);
        Assert.Equal(1, proxy.Connections);
    }

    /// <summary>Somebody in the middle hides what the test does not want to be used.</summary>
    private static TcpProxy Proxy(string mechanism, bool initialResponse)
    {
        var proxy = new TcpProxy(MailServer.Running.Host, ImapTestServer.Dovecot.Port);
        proxy.ReplaceInAnswers(mechanism == "XOAUTH2" ? "AUTH=OAUTHBEARER" : "AUTH=XOAUTH2", mechanism == "XOAUTH2" ? "XXXX=OAUTHBEARER" : "XXXX=XOAUTH2");
        if (!initialResponse)
        {
            proxy.ReplaceInAnswers("SASL-IR", "SASL-XX");
        }

        return proxy;
    }

    private Task<ImapClient> ConnectAsync(TcpProxy proxy, string address, IAccessTokenSource tokens) =>
        ImapClient.ConnectAsync(Endpoint(MailSecurity.None) with { Port = proxy.Port }, new(address, tokens), null, Stop);
}
