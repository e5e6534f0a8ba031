using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>What looking at promises changes.</summary>
internal sealed class WatchRows
{
    private readonly UpdateRows rows;
    private readonly BarIdRows barred = new();
    private readonly StoreColumn<long> id;
    private readonly StoreColumn<DateTimeOffset?> watchAt;
    private readonly StoreColumn<bool> alarmed;
    private readonly StoreColumn<bool> breached;
    private readonly StoreColumn<long?> fallbackId;

    public WatchRows(Database database)
    {
        rows = new UpdateRows(
            $"""
            UPDATE outbox SET watch_at = v.watch_at, alarmed_at = CASE WHEN v.alarmed THEN {database.Now} ELSE outbox.alarmed_at END,
              breached_at = CASE WHEN v.breached THEN {database.Now} ELSE outbox.breached_at END, fallback_id = COALESCE(v.fallback_id, outbox.fallback_id)
            FROM v WHERE outbox.id = v.id
            """,
            $"""
            UPDATE outbox SET watch_at = @watch_at, alarmed_at = CASE WHEN @alarmed THEN {database.Now} ELSE alarmed_at END,
              breached_at = CASE WHEN @breached THEN {database.Now} ELSE breached_at END, fallback_id = COALESCE(@fallback_id, fallback_id)
            WHERE id = @id
            """);
        id = rows.Int64("id");
        watchAt = rows.Time("watch_at");
        alarmed = rows.Boolean("alarmed");
        breached = rows.Boolean("breached");
        fallbackId = rows.OptionalInt64("fallback_id");
    }

    public IReadOnlyList<StoreStatement> Statements => [rows, barred.Statement];

    public void Add(long promise, DateTimeOffset? nextLook, bool isAlarm, bool isBreach, long? fallback)
    {
        id.Add(promise);
        watchAt.Add(nextLook);
        alarmed.Add(isAlarm);
        breached.Add(isBreach);
        fallbackId.Add(fallback);
    }

    /// <summary>It need not leave any more: the other of the two has.</summary>
    public void Bar(long message) => barred.Add(message, OutboxWords.AnsweredElsewhere);
}
