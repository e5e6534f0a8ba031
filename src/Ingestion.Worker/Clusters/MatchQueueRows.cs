using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>Messages to be compared with those of other customers, later.</summary>
internal sealed class MatchQueueRows
{
    private readonly InsertRows rows = new("match_queue");
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<long> complaintId;
    private readonly StoreColumn<DateTimeOffset?> at;

    public MatchQueueRows()
    {
        messageId = rows.Int64("message_id");
        complaintId = rows.Int64("complaint_id");
        at = rows.Time("at");
    }

    public StoreStatement Statement => rows;

    public void Add(long message, long complaint, DateTimeOffset receivedAt)
    {
        messageId.Add(message);
        complaintId.Add(complaint);
        at.Add(receivedAt);
    }
}
