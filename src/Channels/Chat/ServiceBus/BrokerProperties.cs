using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>What the header BrokerProperties says of a received message. What is missing or malformed is null: the message counts all the same.</summary>
internal sealed record BrokerProperties
{
    /// <summary>The producer's claim, or one that the broker made up.</summary>
    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public string? SessionId { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? LockToken { get; init; }

    /// <summary>Given by the broker, unique in one life of the entity.</summary>
    public long? SequenceNumber { get; init; }

    public long? DeliveryCount { get; init; }

    public DateTimeOffset? EnqueuedAt { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    public static BrokerProperties Read(string? header)
    {
        try
        {
            using var json = JsonDocument.Parse(string.IsNullOrEmpty(header) ? "{}" : header);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? new() : new()
            {
                MessageId = Text(root, "MessageId"),
                CorrelationId = Text(root, "CorrelationId"),
                SessionId = Text(root, "SessionId"),
                ReplyTo = Text(root, "ReplyTo"),
                ReplyToSessionId = Text(root, "ReplyToSessionId"),
                LockToken = Text(root, "LockToken"),
                SequenceNumber = Number(root, "SequenceNumber"),
                DeliveryCount = Number(root, "DeliveryCount"),
                EnqueuedAt = Time(root, "EnqueuedTimeUtc"),
                LockedUntil = Time(root, "LockedUntilUtc"),
            };
        }
        catch (JsonException)
        {
            return new();
        }
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : long.TryParse(Text(root, name), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number
        : null;

    private static DateTimeOffset? Time(JsonElement root, string name) => DateTimeOffset.TryParse(
        Text(root, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
