using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels.Sms.Twilio;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

/// <summary>The npm package <c>twilio</c> signs and judges the same random requests as we do.</summary>
public sealed class TwilioSecondOpinionTests
{
    private const int Count = 400;
    private static readonly string[] Alphabet = ["a", "Z", "I", "ı", "İ", "ş", "ə", "س", "۱", "😡", " ", "+", "&", "=", "%", "'", "\"", "~", "!", "(", "*", ",", "\n", "_", "-", "é", "\u200c"];

    [Fact]
    public async Task IsAuthentic_RandomForms_AsThePackageSigns()
    {
        var random = new Random(Fuzz.Seed);
        var requests = Enumerable.Range(0, Count).Select(_ => Request.Make(random)).ToArray();
        var signatures = await OtherSigner.AskAsync([.. requests.Select(one => new { twilio = new { token = TwilioSamples.Token, url = one.SignedUrl, @params = one.Parameters } })]);

        for (var n = 0; n < Count; n++)
        {
            var signature = signatures[n].GetProperty("signature").GetString()!;
            Assert.True(requests[n].IsTaken(signature), $"FUZZ_SEED={Fuzz.Seed}, case {n}: {JsonSerializer.Serialize(requests[n])}");
            Assert.False(requests[n].WithOneByteMore().IsTaken(signature), $"FUZZ_SEED={Fuzz.Seed}, case {n}: a changed body is taken");
        }
    }

    [Fact]
    public async Task IsAuthentic_JsonBodies_AsThePackageJudges()
    {
        var random = new Random(Fuzz.Seed);
        List<(object Case, bool Ours)> asked = [];
        for (var n = 0; n < 60; n++)
        {
            var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { text = Text(random), n }));
            var hash = Convert.ToHexStringLower(SHA256.HashData(body));
            var sent = n % 3 == 0 ? [.. body, (byte)'\n'] : body;
            var query = $"?lang={random.Next(9)}&bodySHA256={hash}";
            var signature = TwilioSamples.Sign(TwilioSamples.PublicUrl + query, [], n % 5 == 0 ? TwilioSamples.OldToken : TwilioSamples.Token);
            var ours = new Request(TwilioSamples.PublicUrl, query, sent, [], "") { Hash = hash }.IsTaken(signature);
            asked.Add((new { twilio = new { token = TwilioSamples.Token, url = TwilioSamples.PublicUrl + query, body = Convert.ToBase64String(sent), signature } }, ours));
        }

        var answers = await OtherSigner.AskAsync([.. asked.Select(one => one.Case)]);

        Assert.Equal(answers.Select(one => one.GetProperty("valid").GetBoolean()), asked.Select(one => one.Ours));
        Assert.Contains(asked, one => one.Ours);
        Assert.Contains(asked, one => !one.Ours);
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    /// <param name="Configured">As in our settings.</param>
    /// <param name="Query">As received.</param>
    /// <param name="Body">As received.</param>
    /// <param name="Parameters">What the body means.</param>
    /// <param name="SignedUrl">What the other side signs.</param>
    private sealed record Request(string Configured, string Query, byte[] Body, Dictionary<string, string[]> Parameters, string SignedUrl)
    {
        public string? Hash { get; init; }

        public static Request Make(Random random)
        {
            List<KeyValuePair<string, string>> form = [.. Enumerable.Range(0, random.Next(1, 9)).Select(n => KeyValuePair.Create($"P{Text(random)}{n % 5}", Text(random)))];
            if (random.Next(3) == 0)
            {
                form.Add(form[0]);
                form.Add(new(form[0].Key, Text(random)));
            }

            // Case of the escapes and a blank's two spellings are the sender's choice.
            var body = string.Join('&', form.Select(one => $"{Escape(random, one.Key)}={Escape(random, one.Value)}"));
            var (configured, signed) = random.Next(4) switch
            {
                0 => ("https://ingest.example.com/hooks/sms", "https://ingest.example.com:443/hooks/sms"),
                1 => ("https://ingest.example.com:8443/hooks/sms/", "https://ingest.example.com/hooks/sms/"),
                2 => ("https://ingest.example.com:443/hooks/s%20ms", "https://ingest.example.com/hooks/s%20ms"),
                _ => ("https://ingest.example.com/hooks/sms", "https://ingest.example.com/hooks/sms"),
            };
            var query = random.Next(2) == 0 ? "" : $"?tenant={Escape(random, Text(random))}&q={Uri.EscapeDataString(Text(random))}";
            return new Request(
                configured, query, Encoding.ASCII.GetBytes(body), form.GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Select(pair => pair.Value).ToArray()), signed + query);
        }

        public Request WithOneByteMore() => this with { Body = [.. Body, (byte)'x'] };

        public bool IsTaken(string signature) => new TwilioSignature(Configured, [TwilioSamples.ForeignToken, TwilioSamples.Token]).IsAuthentic(
            new()
            {
                Method = "POST", Path = "/", Header = _ => null, Query = _ => Hash, QueryString = Query, Body = Body, ReceivedAt = TestSetup.Now,
            },
            signature);

        private static string Escape(Random random, string text)
        {
            var escaped = Uri.EscapeDataString(text);
            escaped = random.Next(2) == 0 ? escaped.Replace("%20", "+", StringComparison.Ordinal) : escaped;
            return random.Next(4) == 0 ? escaped.Replace("%C4%B1", "%c4%b1", StringComparison.Ordinal).Replace("%C9%99", "%c9%99", StringComparison.Ordinal) : escaped;
        }
    }
}
