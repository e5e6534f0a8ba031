using Ingestion.Channels;
using Ingestion.Channels.Sms.Twilio;

namespace Channels.Tests.Sms.Twilio;

public sealed class TwilioConnectorTests
{
    private static readonly TwilioOptions Good = TwilioSamples.Options;

    [Fact]
    public void Validate_GoodOptions_NoFault()
    {
        Assert.Empty(Faults(Good));
        Assert.Empty(Faults(Good with { From = null, WhatsAppFrom = null, Countries = [], ReceivesAt = ["+994121234567", "whatsapp:+994121234567", "70001"] }));
        Assert.Empty(Faults(Good with { From = "ORNEK BANK", MessagingServiceSid = "MG00000000000000000000000000000001", ApiUrl = "https://api.dublin.ie1.twilio.com/" }));
        Assert.Empty(Faults(Good with { Countries = [], AllowAllCountries = true }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://ingest.example.com/hooks/sms")]
    [InlineData("https://ingest.example.com/hooks/sms?tenant=az")]
    [InlineData("https://ingest.example.com/hooks/sms#rc=3")]
    [InlineData("https://user:pass@ingest.example.com/hooks/sms")]
    [InlineData("https://in_gest.example.com/hooks/sms")]
    [InlineData("HTTPS://ingest.example.com/hooks/sms")]
    [InlineData("/hooks/sms")]
    public void Validate_PublicUrl_OnlyWhatTwilioSigns(string url) => Assert.Equal(["PublicUrl"], Faults(Good with { PublicUrl = url }));

    [Theory]
    [InlineData("http://api.twilio.com")]
    [InlineData("https://api.twilio.com.evil.example")]
    [InlineData("https://eviltwilio.com")]
    [InlineData("https://user@api.twilio.com")]
    [InlineData("https://api.twilio.com/proxy")]
    [InlineData("api.twilio.com")]
    public void Validate_ApiUrl_OnlyTwiliosHosts(string url) => Assert.Equal(["ApiUrl"], Faults(Good with { ApiUrl = url }));

    [Fact]
    public void Validate_EachWrongOption_NamedByItsKey()
    {
        Assert.Equal(["AccountSid"], Faults(Good with { AccountSid = "SK00000000000000000000000000000001" }));
        Assert.Equal(["AuthTokens:1"], Faults(Good with { AuthTokens = [TwilioSamples.Token, "short"] }));
        Assert.Equal(["ApiKeySecret"], Faults(Good with { ApiKeySid = "SK00000000000000000000000000000001" }));
        Assert.Equal(["ApiKeySid"], Faults(Good with { ApiKeySid = "AC00000000000000000000000000000001", ApiKeySecret = "x" }));
        Assert.Equal(["From"], Faults(Good with { From = "0501234567" }));
        Assert.Equal(["MessagingServiceSid"], Faults(Good with { MessagingServiceSid = "17" }));
        Assert.Equal(["WhatsAppFrom"], Faults(Good with { WhatsAppFrom = "messenger:+994501234567" }));
        Assert.Equal(["Countries"], Faults(Good with { Countries = [] }));
        Assert.Equal(["Countries:1"], Faults(Good with { Countries = ["az", "Türkiye"] }));
        Assert.Equal(["ReceivesAt:0"], Faults(Good with { ReceivesAt = ["050 123"] }));
        Assert.Equal(["ReceivesAt:0", "ReceivesAt:1", "ReceivesAt:3"], Faults(Good with { ReceivesAt = ["ORNEK BANK", "messenger:+994121234567", "70001", "whatsapp:70001"] }));
        Assert.Equal(["ReceivesAt"], Faults(Good with { From = null, WhatsAppFrom = null }));
        Assert.Empty(Faults(Good with { From = null, WhatsAppFrom = null, Poll = false }));
    }

    [Fact]
    public void Validate_SecretsInFaults_Never()
    {
        var faults = ((IConnector)new TwilioConnector()).Validate(Good with { AuthTokens = ["secret ğ"], ApiKeySecret = "key-secret" }).ToArray();

        Assert.Equal(2, faults.Length);
        Assert.All(faults, fault => Assert.DoesNotContain("secret ğ", fault.Message, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.DoesNotContain("key-secret", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_AsText_HoldNoSecret() =>
        Assert.DoesNotContain("key-secret", (Good with { ApiKeySecret = "key-secret" }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Open_WithoutSendersAndPoll_ReceivesOnly()
    {
        var parts = TwilioSamples.Open(Good with { From = null, WhatsAppFrom = null, Poll = false });

        Assert.NotNull(parts.Receiver);
        Assert.Null(parts.Sender);
        Assert.Null(parts.Source);
    }

    [Fact]
    public void Open_TokenMissing_FailsLoudly()
    {
        Assert.Throws<ArgumentException>(() => TwilioSamples.Open(Good with { AuthTokens = [] }));
        Assert.Throws<ArgumentException>(() => TwilioSamples.Open(Good with { AuthTokens = [TwilioSamples.Token, ""] }));
    }

    private static string[] Faults(TwilioOptions options) => [.. ((IConnector)new TwilioConnector()).Validate(options).Select(fault => fault.Key)];
}
