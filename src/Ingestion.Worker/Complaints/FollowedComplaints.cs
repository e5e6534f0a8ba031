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

        return await session.QuerySingleOrDefaultAsync<FollowedComplaint>(
            """
            SELECT own.tracking_number, own.language, own.received_at, last.status, last.status_at, CAST(last.expected_on AS text) AS expected, last.answer_by, last.status_text
            FROM complaint own, complaint last WHERE own.id = @own AND last.id = @last
            """,
            new { own = complaint, last = chain[^1] });
    }

    /// <summary>The complaint that a number was given to, and all points of whoever opened it. Null when there is none.</summary>
    public static async Task<(long Complaint, List<LinkedPoint> Points)?> OpenerAsync(StoreSession session, TrackingNumber number)
    {
        var complaint = await session.QuerySingleOrDefaultAsync<long?>("SELECT id FROM complaint WHERE tracking_number = @digits", new { digits = number.Digits });
        var opener = await ContactLinks.FindAsync(session, number);
        return complaint is null || opener is null ? null : (complaint.Value, await ContactLinks.PointsAsync(session, opener));
    }
}
