using Ingestion.Classifier;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Changes of complaints that add no message: the version grows, the priority may rise.</summary>
internal sealed class VersionRows
{
    private readonly UpdateRows rows = new(
        "UPDATE complaint SET version = complaint.version + v.added, priority = COALESCE(v.priority, complaint.priority), priority_score = GREATEST(complaint.priority_score, v.priority_score) FROM v WHERE complaint.id = v.id",
        "UPDATE complaint SET version = version + @added, priority = COALESCE(@priority, priority), priority_score = MAX(priority_score, @priority_score) WHERE id = @id");

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<int> added;
    private readonly StoreColumn<string?> priority;
    private readonly StoreColumn<int> priorityScore;

    public VersionRows()
    {
        id = rows.Int64("id");
        added = rows.Int32("added");
        priority = rows.Text("priority");
        priorityScore = rows.Int32("priority_score");
    }

    public StoreStatement Statement => rows;

    /// <summary>Once for each complaint.</summary>
    public void Add(long complaintId, int changes) => Add(complaintId, changes, null);

    /// <inheritdoc cref="Add(long, int)"/>
    public void Add(long complaintId, int changes, int? raisedTo)
    {
        id.Add(complaintId);
        added.Add(changes);
        priority.Add(raisedTo is { } points ? PriorityScale.Of(points).Word() : null);
        priorityScore.Add(raisedTo ?? 0);
    }
}
