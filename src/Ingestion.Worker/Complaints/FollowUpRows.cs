using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Messages added to known complaints: version and count grow.</summary>
internal sealed class FollowUpRows
{
    private readonly UpdateRows rows = new(
        "UPDATE complaint SET version = complaint.version + v.added, message_count = complaint.message_count + v.added FROM v WHERE complaint.id = v.id",
        "UPDATE complaint SET version = version + @added, message_count = message_count + @added WHERE id = @id");

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<int> added;

    public FollowUpRows()
    {
        id = rows.Int64("id");
        added = rows.Int32("added");
    }

    public StoreStatement Statement => rows;

    public void Add(long complaintId, int messages)
    {
        id.Add(complaintId);
        added.Add(messages);
    }
}
