using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Changes of complaints by hand. Versions and events are their callers'.</summary>
internal static class ComplaintChanges
{
    /// <summary>From now on the complaint answers with another, or for itself again.</summary>
    public static Task MergeAsync(StoreSession session, long complaint, long? into) =>
        session.ExecuteAsync("UPDATE complaint SET merged_into = @into WHERE id = @complaint", new { complaint, into });

    /// <summary>What a person says that it is; nobody need look any more.</summary>
    public static Task ReclassifyAsync(StoreSession session, long complaint, string kind, string category) => session.ExecuteAsync(
        $"UPDATE complaint SET kind = @kind, category = @category, kind_confidence = 100, category_confidence = 100, needs_review = {session.Database.Sql("false", "0")} WHERE id = @complaint",
        new { complaint, kind, category });

    public static Task SetStatusAsync(StoreSession session, long complaint, string status, DateOnly? expectedOn, string? text) => session.ExecuteAsync(
        $"UPDATE complaint SET status = @status, status_at = {session.Database.Now}, expected_on = CAST(@expected AS {session.Database.Sql("date", "text")}), status_text = @text WHERE id = @complaint",
        new { complaint, status, text, expected = expectedOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });

    /// <summary>A complaint of its own for messages of another: classified as that one, for people to look at.</summary>
    public static Task OpenAsync(StoreSession session, SplitComplaint opened) => session.ExecuteAsync(
        $"""
        INSERT INTO complaint (id, tracking_number, channel, contact_id, kind, category, priority, priority_score, sentiment, language, language_confidence, kind_confidence, category_confidence,
          needs_review, received_at, answer_by, message_count)
        SELECT @Id, @Number, @Channel, @ContactId, kind, category, priority, priority_score, sentiment, language, language_confidence, kind_confidence, category_confidence,
          {session.Database.Sql("true", "1")}, @ReceivedAt, @AnswerBy, @Messages
        FROM complaint WHERE id = @From
        """,
        new { opened.Id, Number = opened.TrackingNumber.Digits, opened.Channel, opened.ContactId, opened.ReceivedAt, opened.AnswerBy, opened.Messages, opened.From });

    /// <summary>Messages with their versions and the keys by which later ones find them. They leave the count of the complaint that they stood in.</summary>
    public static async Task MoveAsync(StoreSession session, SplitComplaint to, IReadOnlyCollection<long> messages)
    {
        await session.ExecuteAsync(
            $"UPDATE complaint_message SET complaint_id = @to WHERE complaint_id = @from AND {session.Database.In("message_id", "@messages")}",
            new { to = to.Id, from = to.From, messages = session.Database.List([.. messages]) });
        await session.ExecuteAsync("UPDATE complaint SET message_count = message_count - @count WHERE id = @from", new { count = to.Messages, from = to.From });
    }

    /// <summary>How often its customer came back about it, and when its last message came, where messages went from it or to it.</summary>
    public static Task RecountAsync(StoreSession session, long complaint, long repeats, DateTimeOffset lastMessageAt) => session.ExecuteAsync(
        "UPDATE complaint SET contacts = @repeats + 1, last_message_at = @lastMessageAt WHERE id = @complaint", new { complaint, repeats, lastMessageAt });
}
