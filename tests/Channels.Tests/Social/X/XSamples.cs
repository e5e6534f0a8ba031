using System.Globalization;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;

namespace Channels.Tests.Social.X;

/// <summary>Made by hand after X's documented shapes.</summary>
internal static class XSamples
{
    public const string Own = "2244994945";
    public const string Writer = "1500000000000000001";
    public const string Secret = "tokenSecret-EXAMPLE-0002";

    public static XOptions Options { get; } = new()
    {
        UserId = Own,
        OAuth1 = new XOAuth1Options
        {
            ConsumerKey = "ck-EXAMPLE", ConsumerSecret = "consumerSecret-EXAMPLE-0001", AccessToken = "1111-tokenEXAMPLE", AccessTokenSecret = Secret,
        },
    };

    public static ChannelParts Open(XOptions options, HttpClient? http = null, TimeProvider? time = null, IMediaFetcher? media = null) =>
        ((IConnector)new XConnector()).Open(TestSetup.For("one", options, http, time, media));

    /// <summary>An id of the tests' time, so many seconds ago.</summary>
    public static long Id(double secondsAgo, int number = 0) => XId.At(TestSetup.Now.AddSeconds(-secondsAgo)) + number;

    public static string Post(long id, string text, string author = Writer, params string[] more) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{id}}","text":{{JsonSerializer.Serialize(text)}},"author_id":"{{author}}","conversation_id":"{{id}}","created_at":"2026-11-21T09:00:00.000Z","lang":"az","edit_history_tweet_ids":["{{id}}"]{{string.Concat(more.Select(one => "," + one))}}}""");

    public static string Dm(long id, string text, string sender = Writer) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{id}}","event_type":"MessageCreate","text":{{JsonSerializer.Serialize(text)}},"sender_id":"{{sender}}","dm_conversation_id":"{{Writer}}-{{Own}}","created_at":"2026-11-21T09:00:00.000Z"}""");

    /// <summary>As a list's page.</summary>
    public static string Page(IEnumerable<string> items, string? next = null, string includes = "")
    {
        string[] all = [.. items];
        var data = all.Length == 0 ? "" : $"\"data\":[{string.Join(',', all)}],";
        var token = next is null ? "" : $",\"next_token\":\"{next}\"";
        return string.Create(CultureInfo.InvariantCulture, $"{{{data}{includes}\"meta\":{{\"result_count\":{all.Length}{token}}}}}");
    }

    /// <summary>As the source offers the first item of an answer.</summary>
    public static OfferedMessage Offered(string answer, bool isMessages = false)
    {
        using var json = JsonDocument.Parse(answer);
        return XEntry.Of(json.RootElement, Own, isMessages).First().Offer(128 * 1024);
    }

    public static OfferedMessage Offered(string post, string includes) => Offered(Page([post], includes: includes));

    public static AcceptedMessage Accepted(OfferedMessage offered) => new()
    {
        Id = 7, Channel = "one", ExternalId = offered.ExternalId, Raw = offered.Raw, AcceptedAt = TestSetup.Now, ArrivedAt = offered.ArrivedAt, Context = offered.Context,
    };

    public static InboundMessage Read(OfferedMessage offered, XOptions? options = null) => new XReader(options ?? Options).Read(Accepted(offered));
}
