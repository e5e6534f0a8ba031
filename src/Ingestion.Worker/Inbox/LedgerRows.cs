using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Outcomes to be written; a second outcome for one message is an error.</summary>
internal sealed class LedgerRows
{
    private readonly InsertRows rows = new("ledger");
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<string?> outcome;
    private readonly StoreColumn<long?> complaintId;
    private readonly StoreColumn<Guid?> fingerprint;
    private readonly StoreColumn<byte[]?> reasons;

    public LedgerRows()
    {
        messageId = rows.Int64("message_id");
        outcome = rows.Text("outcome");
        complaintId = rows.OptionalInt64("complaint_id");
        fingerprint = rows.OptionalUuid("fingerprint");
        reasons = rows.Json("reasons");
    }

    public StoreStatement Statement => rows;

    /// <param name="message">The message.</param>
    /// <param name="what">What became of it.</param>
    /// <param name="complaint">The complaint that it opened, joined or is about.</param>
    /// <param name="newContent">Its fingerprint, when no earlier message has it.</param>
    /// <param name="why">The reasons.</param>
    public void Add(long message, Outcome what, long? complaint, Guid? newContent, List<Reason> why)
    {
        messageId.Add(message);
        outcome.Add(what.Word());
        complaintId.Add(complaint);
        fingerprint.Add(newContent);
        reasons.Add(ReasonJson.Write(why));
    }
}
