using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>A complaint that somebody names, with its age.</summary>
internal sealed record OpenedComplaint
{
    public long Id { get; init; }

    public string Digits { get; init; } = "";

    /// <summary>Seconds since it came in, by the database's clock.</summary>
    public double Age { get; init; }

    public TrackingNumber TrackingNumber => TrackingNumber.TryParse(Digits, out var number) ? number : default;

    public static Task<List<OpenedComplaint>> FindAsync(StoreSession session, IReadOnlyList<string> numbers) => session.QueryAsync<OpenedComplaint>(
        $"""
        SELECT id, tracking_number AS digits, {session.Database.Sql("CAST(extract(epoch FROM now() - received_at) AS double precision)", "(unixepoch('subsec') - received_at / 1000.0)")} AS age
        FROM complaint WHERE {session.Database.In("tracking_number", "@numbers")} ORDER BY id
        """,
        new { numbers = session.Database.List(numbers) });
}
