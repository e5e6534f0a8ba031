using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Messages that can change, seen for the first time or in a new version.</summary>
internal sealed class IdentityRows
{
    private readonly Target added;
    private readonly Target changed;

    public IdentityRows()
    {
        var insert = new InsertRows("message_identity");
        added = new Target(insert);
        New = insert;
        var update = new UpdateRows(
            """
            UPDATE message_identity SET message_id = v.message_id, versions = v.versions, current_id = v.current_id, current_at = v.current_at, content = v.content,
              is_withdrawn = v.is_withdrawn, is_copy = v.is_copy
            FROM v WHERE message_identity.identity = v.identity
            """,
            """
            UPDATE message_identity SET message_id = @message_id, versions = @versions, current_id = @current_id, current_at = @current_at, content = @content,
              is_withdrawn = @is_withdrawn, is_copy = @is_copy
            WHERE identity = @identity
            """);
        changed = new Target(update);
        Changed = update;
    }

    public StoreStatement New { get; }

    public StoreStatement Changed { get; }

    public void AddNew(KnownIdentity known) => added.Add(known);

    public void AddChanged(KnownIdentity known) => changed.Add(known);

    private sealed class Target(StoreStatement rows)
    {
        private readonly StoreColumn<Guid> identity = rows.Uuid("identity");
        private readonly StoreColumn<long> messageId = rows.Int64("message_id");
        private readonly StoreColumn<int> versions = rows.Int32("versions");
        private readonly StoreColumn<long> currentId = rows.Int64("current_id");
        private readonly StoreColumn<DateTimeOffset?> currentAt = rows.Time("current_at");
        private readonly StoreColumn<Guid> content = rows.Uuid("content");
        private readonly StoreColumn<bool> isWithdrawn = rows.Boolean("is_withdrawn");
        private readonly StoreColumn<bool> isCopy = rows.Boolean("is_copy");

        public void Add(KnownIdentity known)
        {
            identity.Add(known.Identity);
            messageId.Add(known.MessageId);
            versions.Add(known.Versions);
            currentId.Add(known.CurrentId);
            currentAt.Add(known.CurrentAt);
            content.Add(known.Content);
            isWithdrawn.Add(known.IsWithdrawn);
            isCopy.Add(known.IsCopy);
        }
    }
}
