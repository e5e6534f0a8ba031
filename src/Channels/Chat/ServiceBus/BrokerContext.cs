namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>What stands in the headers of a received message and its reader needs: <c>name=value</c>, values percent-encoded, joined by <c>;</c>.</summary>
internal sealed record BrokerContext
{
    private const int MaxValue = 300;

    public string? ContentType { get; init; }

    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public string? SessionId { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    /// <summary>Bytes of the whole message, of which only the beginning was taken.</summary>
    public string? Oversize { get; init; }

    public static BrokerContext Of(BrokerProperties properties, string? contentType, long? oversize) => new()
    {
        ContentType = contentType,
        MessageId = properties.MessageId,
        CorrelationId = properties.CorrelationId,
        SessionId = properties.SessionId,
        ReplyTo = properties.ReplyTo,
        ReplyToSessionId = properties.ReplyToSessionId,
        Oversize = oversize?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public static BrokerContext Parse(string? text)
    {
        var context = new BrokerContext();
        foreach (var pair in (text ?? "").Split(';', 32))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || equals + 1 == pair.Length || pair.Length > MaxValue * 12)
            {
                continue;
            }

            var value = PlainText.Clean(Uri.UnescapeDataString(pair[(equals + 1)..]), MaxValue, []);
            context = pair[..equals] switch
            {
                "type" => context with { ContentType = value },
                "id" => context with { MessageId = value },
                "correlation" => context with { CorrelationId = value },
                "session" => context with { SessionId = value },
                "replyTo" => context with { ReplyTo = value },
                "replySession" => context with { ReplyToSessionId = value },
                "oversize" => context with { Oversize = value },
                _ => context,
            };
        }

        return context;
    }

    public string Write() => string.Join(';', Pairs().Where(pair => !string.IsNullOrEmpty(pair.Value) && pair.Value.Length <= MaxValue)
        .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));

    private IEnumerable<(string Name, string? Value)> Pairs() =>
    [
        ("type", ContentType), ("id", MessageId), ("correlation", CorrelationId), ("session", SessionId), ("replyTo", ReplyTo),
        ("replySession", ReplyToSessionId), ("oversize", Oversize),
    ];
}
