using Ingestion.Mail.Transport;
using Xunit;

namespace Mail.Tests.Transport;

public sealed class SaslLoginTests
{
    private static readonly MailEndpoint Endpoint = new() { Host = "imap.example.az", Port = 993 };

    [Fact]
    public void Response_KnownValues_AsPublished()
    {
        Assert.Equal("AHN1cHBvcnRAZXhhbXBsZS5hegBwQHNzIHfDtnJk", SaslLogin.Plain("support@example.az", "p@ss wörd").Response);
        Assert.Equal(
            "dXNlcj1zdXBwb3J0QGV4YW1wbGUuYXoBYXV0aD1CZWFyZXIgeWEyOS5FWEFNUExFAQE=",
            SaslLogin.XOAuth2("support@example.az", "ya29.EXAMPLE").Response);
        Assert.Equal(
            "bixhPXN1cHBvcnRAZXhhbXBsZS5heiwBaG9zdD1pbWFwLmV4YW1wbGUuYXoBcG9ydD05OTMBYXV0aD1CZWFyZXIgeWEyOS5FWEFNUExFAQE=",
            SaslLogin.OAuthBearer("support@example.az", "ya29.EXAMPLE", Endpoint).Response);
    }

    [Fact]
    public void OAuthBearer_CommaAndEqualsInTheUser_Escaped()
    {
        var text = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(SaslLogin.OAuthBearer("a,b=c", "t", Endpoint).Response));

        Assert.StartsWith("n,a=a=2Cb=3Dc,\u0001", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OAUTHBEARER XOAUTH2 PLAIN", "OAUTHBEARER", "AQ==")]
    [InlineData("XOAUTH2 PLAIN", "XOAUTH2", "")]
    [InlineData("PLAIN LOGIN", null, null)]
    public void WithToken_Offers_StandardFirstAndNeverPlain(string offers, string? mechanism, string? failureAnswer)
    {
        var login = SaslLogin.WithToken(offers.Split(' ').Contains, "user", "token", Endpoint);

        Assert.Equal((mechanism, failureAnswer), (login?.Mechanism, login?.FailureAnswer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc\n")]
    [InlineData("a b")]
    [InlineData("\uFEFFabc")]
    [InlineData("a\u0001auth=x")]
    public void WithToken_NotAToken_TokenRefusedWithoutIt(string token)
    {
        foreach (var offered in new[] { "XOAUTH2", "OAUTHBEARER" })
        {
            var fault = Assert.Throws<MailException>(() => SaslLogin.WithToken(name => name == offered, "user", token, Endpoint));

            Assert.Equal(MailFault.TokenRefused, fault.Code);
        }
    }

    [Fact]
    public void Login_SeparatorInTheUser_Refused()
    {
        Assert.Equal(MailFault.LoginRefused, Assert.Throws<MailException>(() => SaslLogin.Plain("a\0b", "c")).Code);
        Assert.Equal(MailFault.LoginRefused, Assert.Throws<MailException>(() => SaslLogin.Plain("a", "b\0c")).Code);
        Assert.Equal(MailFault.LoginRefused, Assert.Throws<MailException>(() => SaslLogin.XOAuth2("a\u0001auth=Bearer x", "c")).Code);
    }

    [Fact]
    public void ToString_Secrets_NotInIt()
    {
        Assert.Equal("PLAIN", SaslLogin.Plain("user", "secret").ToString());
        Assert.DoesNotContain("secret", new MailCredentials("user", "secret").ToString(), StringComparison.Ordinal);
    }
}
