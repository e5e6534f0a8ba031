using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Messages that need not leave any more. What a relay has leased is only marked, see <see cref="BarRows"/>.</summary>
internal sealed class BarIdRows
{
    private readonly UpdateRows rows = new(
        """
        UPDATE outbox SET barred = v.reason, watch_at = NULL,
          state = CASE WHEN outbox.leased_until IS NULL THEN 'suppressed' ELSE outbox.state END,
          last_reason = CASE WHEN outbox.leased_until IS NULL THEN v.reason ELSE outbox.last_reason END,
          finished_at = CASE WHEN outbox.leased_until IS NULL THEN now() END
        FROM v WHERE outbox.state = 'waiting' AND outbox.id = v.id
        """,
        """
        UPDATE outbox SET barred = @reason, watch_at = NULL,
          state = CASE WHEN leased_until IS NULL THEN 'suppressed' ELSE state END,
          last_reason = CASE WHEN leased_until IS NULL THEN @reason ELSE last_reason END,
          finished_at = CASE WHEN leased_until IS NULL THEN CAST(unixepoch('subsec') * 1000 AS integer) END
        WHERE state = 'waiting' AND id = @id
        """);

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<string?> reason;

    public BarIdRows()
    {
        id = rows.Int64("id");
        reason = rows.Text("reason");
    }

    public StoreStatement Statement => rows;

    public void Add(long message, string why)
    {
        id.Add(message);
        reason.Add(why);
    }
}
