using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Outcomes to be written; a second outcome for one message is an error.</summary>
internal sealed class LedgerRows
{
    private readonly InsertRows rows = new("ledger");
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<string?> outcome;
    private readonly StoreColumn<long?> complaintId;
    private readonly StoreColumn<byte[]?> reasons;

    public LedgerRows()
    {
        messageId = rows.Int64("message_id");
        outcome = rows.Text("outcome");
        complaintId = rows.OptionalInt64("complaint_id");
        reasons = rows.Json("reasons");
    }

    public StoreStatement Statement => rows;

    public void Add(long message, Outcome what, long? complaint, List<Reason> why)
    {
        messageId.Add(message);
        outcome.Add(what.Word());
        complaintId.Add(complaint);
        reasons.Add(ReasonJson.Write(why));
    }
}
