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
    private readonly StoreColumn<Guid?> sender;
    private readonly StoreColumn<byte[]?> reasons;

    public LedgerRows()
    {
        messageId = rows.Int64("message_id");
        outcome = rows.Text("outcome");
        complaintId = rows.OptionalInt64("complaint_id");
        fingerprint = rows.OptionalUuid("fingerprint");
        sender = rows.OptionalUuid("sender");
        reasons = rows.Json("reasons");
    }

    public StoreStatement Statement => rows;

    /// <param name="message">The message.</param>
    /// <param name="what">What became of it.</param>
    /// <param name="complaint">The complaint that it opened, joined or is about.</param>
    /// <param name="newContent">Its fingerprint, when no earlier message has it.</param>
    /// <param name="why">The reasons.</param>
    /// <param name="from">Who sent it, hashed, where it is no text of a complaint: a question about one, an absence note.</param>
    public void Add(long message, Outcome what, long? complaint, Guid? newContent, List<Reason> why, Guid? from = null)
    {
        messageId.Add(message);
        outcome.Add(what.Word());
        complaintId.Add(complaint);
        fingerprint.Add(newContent);
        sender.Add(from);
        reasons.Add(ReasonJson.Write(why));
    }
}
