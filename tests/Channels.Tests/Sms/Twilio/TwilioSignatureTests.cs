using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels.Sms.Twilio;

namespace Channels.Tests.Sms.Twilio;

/// <summary>Worked examples; <see cref="TwilioSecondOpinionTests"/> asks the provider's own package.</summary>
public sealed class TwilioSignatureTests
{
    private const string Url = "https://ingest.example.com/hooks/twilio/sms";
    private const string Form =
        "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01&Body=Kart%C4%B1m+i%C5%9Fl%C9%99mir%2C+k%C3%B6m%C9%99k+edin%21+5+%2B+5+%3D+10&From=%2B994501234567"
        + "&FromCountry=AZ&MessageSid=SM00000000000000000000000000000001&NumMedia=0&NumSegments=1&SmsMessageSid=SM00000000000000000000000000000001"
        + "&SmsSid=SM00000000000000000000000000000001&SmsStatus=received&To=%2B15005550006&ToCountry=US";

    [Theory]
    [InlineData(Url, "VXEtCU2hKCffkU4UAR+DlM98t9I=", true)]
    [InlineData(Url, "K6hXMAbD+pnGgGcdAr2rr1tkP4w=", true)]
    [InlineData("https://ingest.example.com:443/hooks/twilio/sms", "VXEtCU2hKCffkU4UAR+DlM98t9I=", true)]
    [InlineData("https://ingest.example.com:443/hooks/twilio/sms", "K6hXMAbD+pnGgGcdAr2rr1tkP4w=", true)]
    [InlineData("https://ingest.example.com:8443/hooks/twilio/sms", "VXEtCU2hKCffkU4UAR+DlM98t9I=", true)]
    [InlineData("https://ingest.example.com/hooks/twilio/sms/", "VXEtCU2hKCffkU4UAR+DlM98t9I=", false)]
    [InlineData("http://ingest.example.com/hooks/twilio/sms", "VXEtCU2hKCffkU4UAR+DlM98t9I=", false)]
    [InlineData(Url, "vXEtCU2hKCffkU4UAR+DlM98t9I=", false)]
    [InlineData(Url, "VXEtCU2hKCffkU4UAR+DlM98t9I", false)]
    [InlineData(Url, "VXEtCU2hKCffkU4UAR+DlM98t9I=,VXEtCU2hKCffkU4UAR+DlM98t9I=", false)]
    [InlineData(Url, "", false)]
    [InlineData(Url, "ş", false)]
    public void IsAuthentic_FormExample_WithAndWithoutPort(string url, string signature, bool authentic) =>
        Assert.Equal(authentic, Judge(url, "?tenant=az", Form, signature));

    [Fact]
    public void IsAuthentic_FormExample_InEveryCulture()
    {
        foreach (var culture in InCulture.Names)
        {
            Assert.True(InCulture.Run(culture, () => Judge(Url, "?tenant=az", Form, "VXEtCU2hKCffkU4UAR+DlM98t9I=")));
        }
    }

    [Fact]
    public void IsAuthentic_RepeatedName_ValuesOnceAndSorted()
    {
        foreach (var form in new[] { "A=1&A=2", "A=2&A=1", "A=2&A=1&A=2" })
        {
            Assert.True(Judge("https://ingest.example.com/hooks/twilio/dup", "", form, "Nf6pX81nQQJM6g0BH/799Mp1u1M="));
        }

        Assert.False(Judge("https://ingest.example.com/hooks/twilio/dup", "", "A=1%2C2", "Nf6pX81nQQJM6g0BH/799Mp1u1M="));
    }

    [Theory]
    [InlineData("{\"event\":\"test\",\"n\":1}", true)]
    [InlineData("{\"event\":\"test\",\"n\":2}", false)]
    [InlineData("", false)]
    public void IsAuthentic_JsonExample_UrlAndHashOfTheBody(string body, bool authentic)
    {
        const string hash = "829ae2d3a157f2d3a9e99f221392c416a31026fb2bc17ad755b69170e942c916";

        Assert.Equal(authentic, Judge("https://ingest.example.com/hooks/twilio/json", $"?bodySHA256={hash}", body, "9bHL7Jh3NRL6G8kQ6USBmLbA/z0=", hash));
    }

    [Theory]
    [InlineData("?q=a%20b", "?q=a%20b")]
    [InlineData("?q=a+b", "?q=a%20b")]
    [InlineData("?q='x'", "?q=%27x%27")]
    [InlineData("?q=%27x%27", "?q='x'")]
    [InlineData("?q=%c9%99", "?q=%C9%99")]
    [InlineData("?b=1&a=2&b=3&c", "?b=1&b=3&a=2&c=")]
    public void IsAuthentic_QuerySignedInAnotherSpelling_Accepted(string received, string signed) =>
        Assert.True(Judge(Url, received, "A=1", TwilioSamples.Sign(Url + signed, [new("A", "1")], TwilioSamples.Token)));

    private static bool Judge(string url, string query, string body, string signature, string? hash = null)
    {
        var judge = new TwilioSignature(url, ["another token, first", TwilioSamples.Token]);
        return judge.IsAuthentic(
            new()
            {
                Method = "POST",
                Path = "/hooks/sms",
                Header = _ => null,
                Query = name => name == "bodySHA256" ? hash : null,
                QueryString = query,
                Body = Encoding.UTF8.GetBytes(body),
                ReceivedAt = TestSetup.Now,
            },
            signature);
    }
}
