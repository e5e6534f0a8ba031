using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Messages that are versions of an erased one: what came with them is not kept either.</summary>
internal sealed class ErasedRawRows
{
    private readonly UpdateRows rows = new(
        "UPDATE message SET raw = ''::bytea, context = NULL FROM v WHERE message.id = v.id",
        "UPDATE message SET raw = x'', context = NULL WHERE id = @id");

    private readonly StoreColumn<long> id;

    public ErasedRawRows() => id = rows.Int64("id");

    public StoreStatement Statement => rows;

    public void Add(long message) => id.Add(message);
}
