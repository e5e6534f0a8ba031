using System.Security.Cryptography;
using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels.Chat.ServiceBus;

namespace Channels.Tests.Chat.ServiceBus;

public sealed class SasTokenTests
{
    private static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sign_WorkedExample_TheKnownToken() => Assert.Equal(
        "SharedAccessSignature sr=https%3A%2F%2Fcontoso-ingest.servicebus.windows.net%2Fcomplaints&sig=oeENCtfVw1tJUnVLskAZwZUURsZ2ihoqrJT9%2FUdLtDM%3D&se=1798761600&skn=ingest-send",
        SasToken.Sign("https://contoso-ingest.servicebus.windows.net/complaints", "ingest-send", Bots.Key, End));

    [Fact]
    public void Sign_UpperCaseInThePath_IsKept() => Assert.Contains(
        "&sig=" + Uri.EscapeDataString("KBad7oogx3JuwyD6n+onOIPe7Hm65dzVjDQuKqf9HXQ=") + "&",
        SasToken.Sign("https://contoso-ingest.servicebus.windows.net/Complaints/Inbox", "ingest-send", Bots.Key, End),
        StringComparison.Ordinal);

    [Fact]
    public void Sign_Key_IsTakenAsTextNotDecoded()
    {
        var decoded = Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(Bots.Key), Encoding.UTF8.GetBytes("https%3A%2F%2Fcontoso-ingest.servicebus.windows.net%2Fcomplaints\n1798761600")));
        Assert.Equal("JCQMVGeGeHsAB/qMttueiwJIclVHAKZ2xFud5fkKXw0=", decoded);

        Assert.DoesNotContain(
            Uri.EscapeDataString(decoded), SasToken.Sign("https://contoso-ingest.servicebus.windows.net/complaints", "ingest-send", Bots.Key, End), StringComparison.Ordinal);
    }

    [Fact]
    public void Get_UntilThreeQuartersOfItsLife_SameToken()
    {
        var time = new FixedTime(TestSetup.Now);
        var tokens = new SasTokens("https://a.example/q", "p", [Bots.Key], time);
        var first = tokens.Get();
        Assert.Contains($"&se={TestSetup.Now.AddMinutes(20).ToUnixTimeSeconds()}&", first, StringComparison.Ordinal);

        time.Now = TestSetup.Now.AddMinutes(14.9);
        Assert.Equal(first, tokens.Get());
        time.Now = TestSetup.Now.AddMinutes(15);
        Assert.Contains($"&se={TestSetup.Now.AddMinutes(35).ToUnixTimeSeconds()}&", tokens.Get(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reject_SameTokenTwice_MovesOneKeyOn()
    {
        var tokens = new SasTokens("https://a.example/q", "p", [Bots.Key, Bots.OtherKey], new FixedTime(TestSetup.Now));
        var first = tokens.Get();

        tokens.Reject(first);
        var second = tokens.Get();
        tokens.Reject(first);

        Assert.NotEqual(first, second);
        Assert.Equal(second, tokens.Get());
        tokens.Reject(second);
        Assert.Equal(first, tokens.Get());
    }
}
