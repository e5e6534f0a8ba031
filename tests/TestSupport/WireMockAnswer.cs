using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TestSupport;

/// <summary>What WireMock answers. <c>new WireMockAnswer(503)</c>, <c>WireMockAnswer.Json("[]")</c>.</summary>
/// <param name="Status">The HTTP status.</param>
public sealed record WireMockAnswer(int Status = 200)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Sent as it is: compressed bytes need their Content-Encoding in <see cref="Headers"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Body and headers are Handlebars templates that see the request: <c>{{request.query.since_id}}</c>, <c>{{jsonPath request.body '$.text'}}</c>.</summary>
    public bool Templated { get; init; }

    /// <summary>Waits before the first byte.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Sends the body in that many pieces (at most one for each byte) over that time; the headers go with the first one.</summary>
    public (int Pieces, TimeSpan Over)? Dribble { get; init; }

    /// <summary>Breaks the connection; status and body play no part.</summary>
    public WireMockFault? Fault { get; init; }

    public static WireMockAnswer Json(string json, int status = 200) => Text(json, "application/json", status);

    public static WireMockAnswer Text(string text, string mediaType = "text/plain", int status = 200) => new(status)
    {
        Headers = new Dictionary<string, string> { ["Content-Type"] = mediaType },
        Body = Encoding.UTF8.GetBytes(text),
    };

    public static WireMockAnswer Failing(WireMockFault fault) => new() { Fault = fault };

    /// <summary>429, 503 … with Retry-After as it stands in the header: seconds or a date.</summary>
    public static WireMockAnswer Wait(string retryAfter, int status = 429) =>
        new(status) { Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter } };

    internal JsonObject ToJson()
    {
        var answer = new JsonObject { ["status"] = Status };
        if (Headers.Count > 0)
        {
            answer["headers"] = new JsonObject(Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value)));
        }

        if (Templated)
        {
            answer["body"] = Encoding.UTF8.GetString(Body.Span);
            answer["transformers"] = new JsonArray("response-template");
        }
        else if (!Body.IsEmpty)
        {
            answer["base64Body"] = Convert.ToBase64String(Body.Span);
        }

        if (Delay > TimeSpan.Zero)
        {
            answer["fixedDelayMilliseconds"] = (int)Delay.TotalMilliseconds;
        }

        if (Dribble is { } dribble)
        {
            answer["chunkedDribbleDelay"] = new JsonObject
            {
                ["numberOfChunks"] = dribble.Pieces, ["totalDuration"] = (int)dribble.Over.TotalMilliseconds,
            };
        }

        if (Fault is { } fault)
        {
            answer["fault"] = NameOf(fault);
        }

        return answer;
    }

    private static string NameOf(WireMockFault fault) => fault switch
    {
        WireMockFault.EmptyResponse => "EMPTY_RESPONSE",
        WireMockFault.ConnectionResetByPeer => "CONNECTION_RESET_BY_PEER",
        WireMockFault.MalformedResponseChunk => "MALFORMED_RESPONSE_CHUNK",
        WireMockFault.RandomDataThenClose => "RANDOM_DATA_THEN_CLOSE",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), ((int)fault).ToString(CultureInfo.InvariantCulture)),
    };
}
