using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>The npm package <c>oauth-1.0a</c> signs the same random requests as we do.</summary>
public sealed class OAuth1SecondOpinionTests
{
    private const int Count = 400;
    private static readonly string[] Alphabet = ["a", "Z", "I", "ı", "İ", "ş", "ə", "س", "۱", "😡", " ", "+", "&", "=", "%", "'", "\"", "~", "!", "(", "*", ",", ":", "_", "-", ".", "é", "\u200c"];

    [Fact]
    public async Task Header_RandomRequests_AsThePackageSigns()
    {
        var random = new Random(Fuzz.Seed);
        var cases = Enumerable.Range(0, Count).Select(_ => new
        {
            key = Text(random), secret = Text(random), token = Text(random), tokenSecret = Text(random), nonce = Text(random),
            method = random.Next(2) == 0 ? "GET" : "POST",
            url = "https://api.x.com/2/u" + Uri.EscapeDataString(Text(random)) + Query(random),
            timestamp = random.Next(1_500_000_000, 2_000_000_000),
        }).ToArray();

        var answers = await OtherSigner.AskAsync([.. cases.Select(one => new { oauth1 = one })]);

        for (var n = 0; n < Count; n++)
        {
            var one = cases[n];
            var options = new XOAuth1Options { ConsumerKey = one.key, ConsumerSecret = one.secret, AccessToken = one.token, AccessTokenSecret = one.tokenSecret };
            var header = OAuth1.Header(options, one.method, new Uri(one.url), one.nonce, DateTimeOffset.FromUnixTimeSeconds(one.timestamp));
            var signature = Uri.EscapeDataString(answers[n].GetProperty("signature").GetString()!);
            Assert.True(header.EndsWith($"oauth_signature=\"{signature}\"", StringComparison.Ordinal), $"FUZZ_SEED={Fuzz.Seed}, case {n}: {JsonSerializer.Serialize(one)}");
        }
    }

    /// <summary>Parameters by different names: the package keeps no repeated ones apart from ours.</summary>
    private static string Query(Random random) => random.Next(4) == 0
        ? ""
        : "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 6)).Select(n => $"{(char)('a' + random.Next(26))}{n}={Uri.EscapeDataString(Text(random))}"));

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
}
