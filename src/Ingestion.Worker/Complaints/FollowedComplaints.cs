using Ingestion.Channels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Complaints as their customers see them. One that was put into another has that one's status, under its own number.</summary>
internal static class FollowedComplaints
{
    /// <summary>Null when there is none.</summary>
    public static async Task<FollowedComplaint?> FindAsync(StoreSession session, long complaint)
    {
        if (await ComplaintFamily.ChainAsync(session, complaint) is not [_, ..] chain)
        {
            return null;
        }

        var followed = await session.QuerySingleOrDefaultAsync<FollowedComplaint>(
            """
            SELECT own.tracking_number, own.language, own.received_at, last.status, last.status_at, CAST(last.expected_on AS text) AS expected, last.answer_by, last.status_text,
              own.contact_id IS NULL AND NOT EXISTS (SELECT 1 FROM complaint_message m WHERE m.complaint_id = own.id AND (m.contact_id IS NOT NULL OR m.subject IS NOT NULL OR m.body <> '')) AS is_erased
            FROM complaint own, complaint last WHERE own.id = @own AND last.id = @last
            """,
            new { own = complaint, last = chain[^1] });

        // a customer may also have given nothing from the beginning
        return followed is { IsErased: true } && (await OperatorActions.WithAsync(session, [complaint], "erased")).Count == 0 ? followed with { IsErased = false } : followed;
    }

    /// <summary>How far these are, and until when an answer was promised, each as the last of those says into which it was put.</summary>
    public static Task<List<(long Complaint, string Status, DateTimeOffset? AnswerBy)>> StandingAsync(StoreSession session, IReadOnlyList<long> complaints) =>
        session.QueryAsync<(long Complaint, string Status, DateTimeOffset? AnswerBy)>(
            $"""
            WITH RECURSIVE chain (own, last) AS (
              SELECT id, id FROM complaint WHERE {session.Database.In("id", "@complaints")}
              UNION SELECT chain.own, c.merged_into FROM chain JOIN complaint c ON c.id = chain.last WHERE c.merged_into IS NOT NULL)
            SELECT chain.own, last.status, last.answer_by FROM chain JOIN complaint last ON last.id = chain.last WHERE last.merged_into IS NULL
            """,
            new { complaints = session.Database.List(complaints) });

    /// <summary>
    /// The complaint that a number was given to, where one of these points, or one linked to it, opened it, or its customer gave one of them with it; else null. One statement whichever is wrong, so
    /// that the time it takes tells nothing.
    /// </summary>
    /// <param name="points">Folded.</param>
    public static async Task<long?> FindAsync(StoreSession session, TrackingNumber number, IReadOnlySet<ContactPoint> points)
    {
        var openers = await session.QueryAsync<(long Complaint, string Kind, string Value)>(
            """
            SELECT c.id, p.kind, p.value FROM complaint c JOIN contact_point p ON p.contact_id = c.contact_id WHERE c.tracking_number = @digits
            UNION ALL
            SELECT c.id, p.kind, p.value FROM complaint c JOIN contact_point o ON o.contact_id = c.contact_id JOIN contact_point p ON p.linked_to = o.linked_to
            WHERE c.tracking_number = @digits
            UNION ALL
            SELECT c.id, m.also_given_kind, m.also_given FROM complaint c JOIN complaint_message m ON m.complaint_id = c.id AND m.contact_id = c.contact_id
            WHERE c.tracking_number = @digits AND m.also_given IS NOT NULL
            """,
            new { digits = number.Digits });
        return openers.Exists(opener => points.Contains(new ContactPoint(ContactRows.Kind(opener.Kind), opener.Value).Folded())) ? openers[0].Complaint : null;
    }
}
