using System.Text.Json;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Events;

/// <summary>Payloads as readers of the change feed get them: what does not apply is left out.</summary>
internal static class EventJson
{
    /// <summary>UTF-8.</summary>
    public static byte[] Write(EventPayload payload) => RowJson.Write(payload, static (json, content) =>
    {
        json.WriteStartObject();
        Number(json, "messageId", content.MessageId);
        Text(json, "channel", content.Channel);
        Text(json, "kind", content.Kind);
        Text(json, "category", content.Category);
        Text(json, "priority", content.Priority);
        Text(json, "language", content.Language);
        if (content.NeedsReview is { } needsReview)
        {
            json.WriteBoolean("needsReview", needsReview);
        }

        Number(json, "linkedComplaintId", content.LinkedComplaintId);
        Text(json, "reason", content.Reason);
        json.WriteEndObject();
    });

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
    }
}
