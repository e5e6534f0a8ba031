using System.Globalization;
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
        Truth(json, "needsReview", content.NeedsReview);
        Number(json, "linkedComplaintId", content.LinkedComplaintId);
        Text(json, "link", content.Link);
        Number(json, "successorId", content.SuccessorId);
        Text(json, "status", content.Status);
        Text(json, "expectedOn", content.ExpectedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Number(json, "revisedMessageId", content.RevisedMessageId);
        Text(json, "revision", content.Revision);
        Truth(json, "isCurrent", content.IsCurrent);
        Number(json, "contacts", content.Contacts);
        Truth(json, "cameBack", content.CameBack);
        Truth(json, "customerInformed", content.CustomerInformed);
        Number(json, "clusterId", content.ClusterId);
        Number(json, "clusterSize", content.ClusterSize);
        Number(json, "clusterPerHour", content.ClusterPerHour);
        Numbers(json, "contactIds", content.ContactIds);
        Numbers(json, "messageIds", content.MessageIds);
        Text(json, "reason", content.Reason);
        Text(json, "acknowledgementHeldBy", content.AcknowledgementHeldBy);
        json.WriteEndObject();
    });

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<long>? values)
    {
        if (values is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void Truth(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
    }

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
