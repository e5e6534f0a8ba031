using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Events;

/// <summary>Events of complaints, in the order of their versions. Thin: ids and words, no text and no addresses.</summary>
internal sealed class EventRows
{
    private readonly InsertRows rows = new("event");
    private readonly StoreColumn<long> id;
    private readonly StoreColumn<long> complaintId;
    private readonly StoreColumn<int> version;
    private readonly StoreColumn<string?> type;
    private readonly StoreColumn<byte[]?> payload;

    public EventRows()
    {
        id = rows.Int64("id");
        complaintId = rows.Int64("complaint_id");
        version = rows.Int32("version");
        type = rows.Text("type");
        payload = rows.Json("payload");
    }

    public StoreStatement Statement => rows;

    public void Add(long eventId, long complaint, int complaintVersion, string eventType, EventPayload content)
    {
        id.Add(eventId);
        complaintId.Add(complaint);
        version.Add(complaintVersion);
        type.Add(eventType);
        payload.Add(EventJson.Write(content));
    }
}
