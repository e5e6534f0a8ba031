using Ingestion.Channels.Social.X;

namespace Channels.Tests.Social.X;

/// <summary>Worked examples, each computed by hand from the rules of RFC 5849 §3.4.</summary>
public sealed class OAuth1Tests
{
    private const string Nonce = "a1b2c3d4e5f6";
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1795000000);

    [Theory]
    [InlineData("POST", "https://api.x.com/2/tweets", "EMhrBtLmR7UxsEV26kZOIL2gVJI=")]
    [InlineData(
        "GET",
        "https://api.x.com/2/users/2244994945/mentions?since_id=1900000000000000000&max_results=100&tweet.fields=author_id,created_at",
        "5qgWY76MTjlES3hU8CH27sF050E=")]
    public void Header_WorkedExample_HasItsSignature(string method, string url, string signature)
    {
        var header = OAuth1.Header(XSamples.Options.OAuth1!, method, new Uri(url), Nonce, Time);

        Assert.Equal(
            "oauth_consumer_key=\"ck-EXAMPLE\", oauth_nonce=\"a1b2c3d4e5f6\", oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1795000000\", "
            + $"oauth_token=\"1111-tokenEXAMPLE\", oauth_version=\"1.0\", oauth_signature=\"{Uri.EscapeDataString(signature)}\"",
            header);
    }

    [Fact]
    public void BaseString_Query_IsEncodedTwiceAndSorted()
    {
        var text = OAuth1.BaseString("GET", new Uri("https://api.x.com/2/a?b=2&a=%20x%2C&a=!&c"), [("oauth_token", "t")]);

        Assert.Equal("GET&https%3A%2F%2Fapi.x.com%2F2%2Fa&a%3D%2520x%252C%26a%3D%2521%26b%3D2%26c%3D%26oauth_token%3Dt", text);
    }

    /// <summary>The example that X publishes: its body is a form, which we never send, but the rules are the same.</summary>
    [Fact]
    public void Sign_PublishedExample_HasItsSignature()
    {
        var text = OAuth1.BaseString("POST", new Uri("https://api.x.com/1.1/statuses/update.json?include_entities=true"),
        [
            ("status", "Hello Ladies + Gentlemen, a signed OAuth request!"),
            ("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
            ("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "1318622958"),
            ("oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
            ("oauth_version", "1.0"),
        ]);

        Assert.Equal("Ls93hJiZbQ3akF3HF3x1Bz8/zU4=", OAuth1.Sign(text, "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw", "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"));
    }
}
