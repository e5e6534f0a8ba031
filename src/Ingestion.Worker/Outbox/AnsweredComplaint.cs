using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>A message to a customer about a complaint, as far as it tells whether and where more may be sent.</summary>
internal sealed record AnsweredComplaint
{
    /// <summary>The acknowledgement, or what stands in for it.</summary>
    public required OutboxRow Row { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    /// <summary>Acknowledgements of complaints with what stands in for them, by complaint.</summary>
    public static async Task<ILookup<long, AnsweredComplaint>> OfAsync(StoreSession session, IReadOnlyCollection<long> complaints)
    {
        var database = session.Database;
        var which = $"{database.In("id", "@ids")} OR ({database.In("complaint_id", "@ids")} AND id <> complaint_id AND purpose = '{OutboxWords.Fallback}')";
        var parameters = new { ids = database.List([.. complaints]) };
        var rows = await session.QueryAsync<OutboxRow>($"SELECT {OutboxRow.Columns} FROM outbox WHERE {which}", parameters);
        var states = (await session.QueryAsync<(long Id, string State, string? Reason)>($"SELECT id, state, last_reason FROM outbox WHERE {which}", parameters)).ToDictionary(row => row.Id);
        return rows.ToLookup(row => row.ComplaintId, row => new AnsweredComplaint { Row = row, State = states[row.Id].State, Reason = states[row.Id].Reason });
    }
}
