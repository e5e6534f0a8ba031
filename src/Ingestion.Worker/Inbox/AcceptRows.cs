using System.Runtime.InteropServices;
using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>The statements that accept a batch: each message once, and a place in the queue for each that is new.</summary>
internal sealed class AcceptRows
{
    private readonly InsertRows messages = new("message", "(channel, external_id) DO NOTHING");
    private readonly UpdateRows queued = new(
        "INSERT INTO inbox (message_id, size) SELECT v.id, v.size FROM v JOIN message m ON m.id = v.id",
        "INSERT INTO inbox (message_id, size) SELECT id, @size FROM message WHERE id = @id");

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<string?> channel;
    private readonly StoreColumn<string?> externalId;
    private readonly StoreColumn<byte[]> raw;
    private readonly StoreColumn<string?> context;
    private readonly StoreColumn<DateTimeOffset?> arrivedAt;
    private readonly StoreColumn<long> queuedId;
    private readonly StoreColumn<int> size;

    public AcceptRows()
    {
        id = messages.Int64("id");
        channel = messages.Text("channel");
        externalId = messages.Text("external_id");
        raw = messages.Bytes("raw");
        context = messages.Text("context");
        arrivedAt = messages.Time("arrived_at");
        queuedId = queued.Int64("id");
        size = queued.Int32("size");
    }

    /// <summary>In this order.</summary>
    public IReadOnlyList<StoreStatement> Statements => [messages, queued];

    public void Add(long messageId, string messageChannel, OfferedMessage message)
    {
        id.Add(messageId);
        channel.Add(messageChannel);
        externalId.Add(message.ExternalId);
        raw.Add(Array(message.Raw));
        context.Add(message.Context);
        arrivedAt.Add(message.ArrivedAt);
        queuedId.Add(messageId);
        size.Add(message.Raw.Length);
    }

    private static byte[] Array(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
