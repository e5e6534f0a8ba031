using System.Globalization;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Outcomes whose messages an operator puts into another complaint. What was decided stays; the operator's part is added to its reasons.</summary>
internal static class LedgerMove
{
    /// <summary>Moves messages, and the copies and versions of them that were recorded with the same complaint.</summary>
    public static async Task RunAsync(StoreSession session, long from, long to, IReadOnlyCollection<long> messages, IReadOnlyList<Reason> firstReasons)
    {
        var moved = messages.ToHashSet();
        var rows = new UpdateRows(
            "UPDATE ledger SET complaint_id = v.complaint_id, reasons = v.reasons FROM v WHERE ledger.message_id = v.message_id",
            "UPDATE ledger SET complaint_id = @complaint_id, reasons = @reasons WHERE message_id = @message_id");
        var messageId = rows.Int64("message_id");
        var complaintId = rows.Int64("complaint_id");
        var reasons = rows.Json("reasons");
        var because = new Reason("operator", "split", from.ToString(CultureInfo.InvariantCulture));
        foreach (var (id, outcome, json) in await RecordedAsync(session, from, moved))
        {
            var known = ReasonJson.Read(json);
            if (moved.Contains(id) || (IsAbout(outcome) && known.Exists(reason => long.TryParse(reason.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var original) && moved.Contains(original))))
            {
                messageId.Add(id);
                complaintId.Add(to);
                reasons.Add(ReasonJson.Write([.. known, because, .. id == moved.Min() ? firstReasons : []]));
            }
        }

        await session.RunAsync([rows]);
    }

    /// <summary>How many messages came to a complaint as repeat contacts; the one that begins it is none.</summary>
    public static Task<long> RepeatContactsAsync(StoreSession session, long complaint, long beginning = 0) => session.QuerySingleAsync<long>(
        "SELECT count(*) FROM ledger WHERE complaint_id = @complaint AND outcome = 'repeat-contact' AND message_id <> @beginning", new { complaint, beginning });

    private static Task<List<(long Id, string Outcome, string Reasons)>> RecordedAsync(StoreSession session, long from, HashSet<long> moved) =>
        session.QueryAsync<(long, string, string)>(
            $"""
            SELECT message_id, outcome, CAST(reasons AS text) FROM ledger WHERE complaint_id = @from AND {session.Database.In("message_id", "@moved")}
            UNION SELECT message_id, outcome, CAST(reasons AS text) FROM ledger WHERE complaint_id = @from AND outcome NOT IN ('complaint', 'follow-up')
            """,
            new { from, moved = session.Database.List([.. moved]) });

    private static bool IsAbout(string outcome) => outcome == Outcome.Duplicate.Word() || outcome == Outcome.Revision.Word();
}
