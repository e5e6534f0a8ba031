using Ingestion.Classifier;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>A complaint in the list of what waits.</summary>
internal sealed record WaitingComplaint
{
    public string TrackingNumber { get; init; } = "";

    public string Priority { get; init; } = "";

    public int PriorityScore { get; init; }

    public string Kind { get; init; } = "";

    public string Category { get; init; } = "";

    public string Language { get; init; } = "";

    public string Status { get; init; } = "";

    /// <summary>The number of the complaint that goes on for it; null when it goes on itself.</summary>
    public string? MergedInto { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public bool NeedsReview { get; init; }

    /// <summary>The most urgent first, older before newer.</summary>
    /// <param name="session">Reads.</param>
    /// <param name="onlyReview">Only those that a person should look at.</param>
    /// <param name="least">This priority and above.</param>
    /// <param name="isAll">Also those that are over or go on in another one.</param>
    /// <param name="limit">How many at most.</param>
    public static Task<List<WaitingComplaint>> ListAsync(StoreSession session, bool onlyReview, Priority least, bool isAll, int limit)
    {
        var words = Enum.GetValues<Priority>().Where(known => known >= least).Select(known => $"'{known.Word()}'");
        var open = ComplaintStatuses.All.Where(status => !ComplaintStatuses.IsOver(status)).Select(status => $"'{status}'");
        return session.QueryAsync<WaitingComplaint>(
            $"""
            SELECT tracking_number, priority, priority_score, kind, category, language, status, received_at, needs_review,
              (SELECT successor.tracking_number FROM complaint successor WHERE successor.id = complaint.merged_into) AS merged_into
            FROM complaint
            WHERE priority IN ({string.Join(", ", words)}){(isAll ? "" : $" AND status IN ({string.Join(", ", open)}) AND merged_into IS NULL")}{(onlyReview ? $" AND needs_review = {session.Database.Sql("true", "1")}" : "")}
            ORDER BY priority_score DESC, received_at, id LIMIT @limit
            """,
            new { limit });
    }
}
