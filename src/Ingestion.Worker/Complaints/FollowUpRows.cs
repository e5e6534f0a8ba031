using Ingestion.Classifier;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Messages added to known complaints: version and counts grow, the priority may rise.</summary>
internal sealed class FollowUpRows
{
    private readonly UpdateRows rows = new(
        """
        UPDATE complaint SET version = complaint.version + v.added, message_count = complaint.message_count + v.added, contacts = complaint.contacts + v.contacts,
          last_message_at = GREATEST(complaint.last_message_at, v.last_message_at), priority = COALESCE(v.priority, complaint.priority),
          priority_score = GREATEST(complaint.priority_score, v.priority_score),
          came_back_at = COALESCE(v.came_back_at, complaint.came_back_at)
        FROM v WHERE complaint.id = v.id
        """,
        """
        UPDATE complaint SET version = version + @added, message_count = message_count + @added, contacts = contacts + @contacts,
          last_message_at = max(last_message_at, @last_message_at), priority = COALESCE(@priority, priority),
          priority_score = max(priority_score, @priority_score), came_back_at = COALESCE(@came_back_at, came_back_at)
        WHERE id = @id
        """);

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<int> added;
    private readonly StoreColumn<int> contacts;
    private readonly StoreColumn<DateTimeOffset?> lastMessageAt;
    private readonly StoreColumn<string?> priority;
    private readonly StoreColumn<DateTimeOffset?> cameBackAt;
    private readonly StoreColumn<int> priorityScore;

    public FollowUpRows()
    {
        id = rows.Int64("id");
        added = rows.Int32("added");
        contacts = rows.Int32("contacts");
        lastMessageAt = rows.Time("last_message_at");
        priority = rows.Text("priority");
        cameBackAt = rows.Time("came_back_at");
        priorityScore = rows.Int32("priority_score");
    }

    public StoreStatement Statement => rows;

    /// <param name="complaint">The complaint.</param>
    /// <param name="messages">How many messages came to it.</param>
    /// <param name="repeats">How many of them were repeat contacts.</param>
    /// <param name="lastAt">When the last of them came.</param>
    /// <param name="raisedTo">Its new priority, where they raised it.</param>
    /// <param name="points">The points behind that; 0 where nothing raised it.</param>
    /// <param name="backAt">When its customer came back to it, closed or old as it was.</param>
    public void Add(long complaint, int messages, int repeats, DateTimeOffset lastAt, Priority? raisedTo, int points, DateTimeOffset? backAt)
    {
        id.Add(complaint);
        added.Add(messages);
        contacts.Add(repeats);
        lastMessageAt.Add(lastAt);
        priority.Add(raisedTo?.Word());
        cameBackAt.Add(backAt);
        priorityScore.Add(points);
    }
}
