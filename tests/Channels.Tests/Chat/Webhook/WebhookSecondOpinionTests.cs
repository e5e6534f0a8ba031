using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.Webhook;

/// <summary>The npm package <c>standardwebhooks</c> signs what our receiver takes, and takes what we sign.</summary>
public sealed class WebhookSecondOpinionTests
{
    private static readonly string[] Words = ["kart", "ı", "İ", "ş", "ə", "سلام", "😡", " ", "\\", "\"", "\n", "\u200c", "{}", "1.5"];

    [Fact]
    public async Task Signatures_RandomDeliveries_AsThePackageSignsAndJudges()
    {
        var random = new Random(Fuzz.Seed);
        var now = TestSetup.Now.ToUnixTimeSeconds();
        var deliveries = Enumerable.Range(0, 200).Select(n => (Id: $"msg_{random.Next():x}", Body: Body(random), Secret: n % 2 == 0 ? Deliveries.Current : Deliveries.Previous)).ToArray();
        var answers = await OtherSigner.AskAsync(
        [
            .. deliveries.Select(one => new { webhook = new { secret = one.Secret, id = one.Id, timestamp = now, body = Convert.ToBase64String(one.Body) } }),
            .. deliveries.Select((one, n) => new
            {
                webhook = new
                {
                    secret = n % 7 == 0 ? Deliveries.Foreign : one.Secret, id = one.Id, timestamp = now, body = Convert.ToBase64String(one.Body),
                    signature = WebhookSignature.Sign(WebhookSignature.KeyOf(one.Secret), one.Id, TestSetup.Now, one.Body),
                },
            }),
        ]);

        for (var n = 0; n < deliveries.Length; n++)
        {
            var signed = Deliveries.Signed(deliveries[n].Id, deliveries[n].Body, Deliveries.Foreign).WithHeader("webhook-signature", answers[n].GetProperty("signature").GetString());
            Assert.True(signed.GivenTo(Deliveries.Receiver) is WebhookVerdict.Take, $"FUZZ_SEED={Fuzz.Seed}, delivery {n}: {Encoding.UTF8.GetString(deliveries[n].Body)}");
            Assert.Equal(n % 7 != 0, answers[deliveries.Length + n].GetProperty("valid").GetBoolean());
        }
    }

    private static byte[] Body(Random random) =>
        Deliveries.Body(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Words[random.Next(Words.Length)])));
}
