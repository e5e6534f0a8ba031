using Ingestion.Classifier;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Messages added to known complaints: version and count grow, the priority may rise.</summary>
internal sealed class FollowUpRows
{
    private readonly UpdateRows rows = new(
        """
        UPDATE complaint SET version = complaint.version + v.added, message_count = complaint.message_count + v.added,
          priority = COALESCE(v.priority, complaint.priority), priority_score = GREATEST(complaint.priority_score, v.priority_score)
        FROM v WHERE complaint.id = v.id
        """,
        """
        UPDATE complaint SET version = version + @added, message_count = message_count + @added,
          priority = COALESCE(@priority, priority), priority_score = MAX(priority_score, @priority_score)
        WHERE id = @id
        """);

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<int> added;
    private readonly StoreColumn<string?> priority;
    private readonly StoreColumn<int> priorityScore;

    public FollowUpRows()
    {
        id = rows.Int64("id");
        added = rows.Int32("added");
        priority = rows.Text("priority");
        priorityScore = rows.Int32("priority_score");
    }

    public StoreStatement Statement => rows;

    /// <param name="complaintId">The complaint.</param>
    /// <param name="messages">How many it got.</param>
    /// <param name="raisedTo">Its new points, where one of them is more urgent than the complaint was.</param>
    public void Add(long complaintId, int messages, int? raisedTo)
    {
        id.Add(complaintId);
        added.Add(messages);
        priority.Add(raisedTo is { } points ? PriorityScale.Of(points).Word() : null);
        priorityScore.Add(raisedTo ?? 0);
    }
}
