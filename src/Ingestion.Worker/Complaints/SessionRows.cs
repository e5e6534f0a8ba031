using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Sessions that a batch began or went on with: one row each, whatever the number of their messages.</summary>
internal sealed class SessionRows
{
    private readonly Target added;
    private readonly Target changed;

    public SessionRows()
    {
        var insert = new InsertRows("session");
        added = new Target(insert);
        New = insert;
        var update = new UpdateRows(
            "UPDATE session SET complaint_id = v.complaint_id, message_id = v.message_id, last_at = v.last_at, last_chat_at = v.last_chat_at FROM v WHERE session.key = v.key",
            "UPDATE session SET complaint_id = @complaint_id, message_id = @message_id, last_at = @last_at, last_chat_at = @last_chat_at WHERE key = @key");
        changed = new Target(update);
        Changed = update;
    }

    public StoreStatement New { get; }

    public StoreStatement Changed { get; }

    public void AddNew(KnownSession session) => added.Add(session);

    public void AddChanged(KnownSession session) => changed.Add(session);

    private sealed class Target(StoreStatement rows)
    {
        private readonly StoreColumn<Guid> key = rows.Uuid("key");
        private readonly StoreColumn<long> complaintId = rows.Int64("complaint_id");
        private readonly StoreColumn<long> messageId = rows.Int64("message_id");
        private readonly StoreColumn<DateTimeOffset?> lastAt = rows.Time("last_at");
        private readonly StoreColumn<DateTimeOffset?> lastChatAt = rows.Time("last_chat_at");

        public void Add(KnownSession session)
        {
            key.Add(session.Key);
            complaintId.Add(session.ComplaintId);
            messageId.Add(session.MessageId);
            lastAt.Add(session.LastAt);
            lastChatAt.Add(session.LastChatAt);
        }
    }
}
