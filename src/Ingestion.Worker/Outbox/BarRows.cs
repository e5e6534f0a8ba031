using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// Recipients to whom nothing may be sent any more. What a relay has leased is only marked: it may be on its way already, and the relay looks
/// at the mark before each sending. Each state is looked through by its own index, which holds what has not left: the outbox itself grows for ever.
/// </summary>
internal sealed class BarRows
{
    private readonly UpdateRows rows = new(
        """
        , hit AS (
          SELECT o.id, v.reason FROM outbox o JOIN v ON o.recipient = v.recipient AND o.recipient_kind = v.recipient_kind WHERE o.state = 'waiting'
          UNION ALL
          SELECT o.id, v.reason FROM outbox o JOIN v ON o.recipient = v.recipient AND o.recipient_kind = v.recipient_kind WHERE o.state = 'held')
        UPDATE outbox SET barred = hit.reason,
          state = CASE WHEN outbox.leased_until IS NULL THEN 'suppressed' ELSE outbox.state END,
          last_reason = CASE WHEN outbox.leased_until IS NULL THEN hit.reason ELSE outbox.last_reason END,
          finished_at = CASE WHEN outbox.leased_until IS NULL THEN now() END
        FROM hit WHERE outbox.id = hit.id AND outbox.state IN ('waiting', 'held')
        """,
        """
        UPDATE outbox SET barred = @reason,
          state = CASE WHEN leased_until IS NULL THEN 'suppressed' ELSE state END,
          last_reason = CASE WHEN leased_until IS NULL THEN @reason ELSE last_reason END,
          finished_at = CASE WHEN leased_until IS NULL THEN CAST(unixepoch('subsec') * 1000 AS integer) END
        WHERE id IN (
          SELECT id FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' AND recipient = @recipient AND recipient_kind = @recipient_kind
          UNION ALL
          SELECT id FROM outbox INDEXED BY outbox_held WHERE state = 'held' AND recipient = @recipient AND recipient_kind = @recipient_kind)
        """);

    private readonly StoreColumn<string?> kind;
    private readonly StoreColumn<string?> recipient;
    private readonly StoreColumn<string?> reason;

    public BarRows()
    {
        kind = rows.Text("recipient_kind");
        recipient = rows.Text("recipient");
        reason = rows.Text("reason");
    }

    /// <summary>Runs after new messages are written: what was planned in the same breath is barred, too.</summary>
    public StoreStatement Statement => rows;

    public void Add(ContactPoint point, string why)
    {
        kind.Add(ContactRows.Word(point.Kind));
        recipient.Add(point.Value);
        reason.Add(why);
    }
}
