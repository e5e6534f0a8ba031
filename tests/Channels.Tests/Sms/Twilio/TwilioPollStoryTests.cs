using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Sms.Twilio;

/// <summary>
/// A week of random life: messages arrive, some late and some out of order, some are deleted, the worker crashes before it commits and pauses for days,
/// and pages are small. In the end everything was offered.
/// </summary>
public sealed class TwilioPollStoryTests
{
    private static readonly TimeSpan MostLate = TimeSpan.FromHours(40);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(null)]
    public async Task Fetch_RandomWeek_NothingLost(int? fixedSeed)
    {
        var seed = fixedSeed ?? Fuzz.Seed;
        var random = new Random(seed);
        var time = new FixedTime(TestSetup.Now);
        using var list = new MessageList();
        using var http = new HttpClient(list);
        HashSet<string> deleted = [];
        HashSet<string> taken = [];
        string? cursor = null;
        var (offered, count) = (0, 0);
        for (var round = 0; round < 120; round++)
        {
            time.Now += random.Next(15) == 0 ? TimeSpan.FromDays(random.Next(1, 12)) : TimeSpan.FromMinutes(random.Next(1, 90));
            for (var n = random.Next(9); n > 0; n--)
            {
                var late = random.Next(3) == 0 ? MostLate * random.NextDouble() : TimeSpan.FromMinutes(random.Next(3));
                list.Add(TwilioSamples.Sid($"{seed}-{count++}"), time.Now - late);
            }

            if (random.Next(6) == 0 && list.RemoveOne(random) is { } gone)
            {
                deleted.Add(gone);
            }

            // Sometimes a round is broken off in its middle, by a crash before the commit or after it.
            await using var source = TwilioSamples.Open(TwilioSamples.Options with { ApiUrl = "https://api.twilio.com", WhatsAppFrom = null }, http, time).Source!;
            MessagePage page;
            do
            {
                page = await source.FetchAsync(cursor, random.Next(1, 12), TestContext.Current.CancellationToken);
                Assert.InRange(page.Cursor.Length, 10, 4000);
                if (random.Next(15) == 0)
                {
                    break;
                }

                offered += page.Messages.Count;
                taken.UnionWith(page.Messages.Select(message => message.ExternalId));
                cursor = page.Cursor;
            }
            while (page.More && random.Next(4) != 0);
        }

        offered += await DrainAsync(http, time, cursor, taken);

        Assert.Empty(list.Sids.Except(taken).Except(deleted));
        Assert.True(offered < count * 8, $"seed {seed}: {offered} offers of {count} messages");
    }

    /// <summary>Reads until nothing comes any more, as an undisturbed worker does.</summary>
    private static async Task<int> DrainAsync(HttpClient http, TimeProvider time, string? cursor, HashSet<string> taken)
    {
        var offered = 0;
        for (var turn = 0; ; turn++)
        {
            Assert.True(turn < 200, "the rounds end");
            await using var source = TwilioSamples.Open(TwilioSamples.Options with { WhatsAppFrom = null }, http, time).Source!;
            var page = await source.FetchAsync(cursor, 50, TestContext.Current.CancellationToken);
            offered += page.Messages.Count;
            taken.UnionWith(page.Messages.Select(message => message.ExternalId));
            cursor = page.Cursor;
            if (!page.More && page.Messages.Count == 0)
            {
                return offered;
            }
        }
    }

    /// <summary>Twilio's list in memory: its filter by days, newest first, in pages.</summary>
    private sealed class MessageList : HttpMessageHandler
    {
        private const int PageSize = 20;
        private readonly List<(string Sid, DateTimeOffset At)> _messages = [];

        public IEnumerable<string> Sids => _messages.Select(one => one.Sid);

        public void Add(string sid, DateTimeOffset at) => _messages.Add((sid, at));

        public string? RemoveOne(Random random)
        {
            if (_messages.Count == 0)
            {
                return null;
            }

            var at = random.Next(_messages.Count);
            var sid = _messages[at].Sid;
            _messages.RemoveAt(at);
            return sid;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = request.RequestUri!.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
            var since = query.TryGetValue("DateSent>", out var from) ? DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture) : DateOnly.MinValue;
            var until = query.TryGetValue("DateSent<", out var to) ? DateOnly.ParseExact(to, "yyyy-MM-dd", CultureInfo.InvariantCulture) : DateOnly.MaxValue;
            var skip = query.TryGetValue("PageToken", out var token) ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
            var fitting = _messages.Where(one => DateOnly.FromDateTime(one.At.UtcDateTime) >= since && DateOnly.FromDateTime(one.At.UtcDateTime) <= until).OrderByDescending(one => one.At).ToArray();
            var filter = string.Concat(query.Where(one => one.Key.StartsWith("DateSent", StringComparison.Ordinal)).Select(one => $"&{Uri.EscapeDataString(one.Key)}={one.Value}"));
            var next = skip + PageSize < fitting.Length ? JsonSerializer.Serialize($"{TwilioApiStub.Messages}?PageToken={skip + PageSize}{filter}") : "null";
            var items = string.Join(',', fitting.Skip(skip).Take(PageSize).Select(one => TwilioSamples.Item(one.Sid, "salam", one.At)));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"messages":[{{items}}],"next_page_uri":{{next}}}""", Encoding.UTF8, "application/json"),
            });
        }
    }
}
