using System.Runtime.InteropServices;
using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>The statement that accepts a batch: each message once, and a place in the queue for each that is new.</summary>
internal sealed class AcceptRows
{
    // PostgreSQL: keys are taken in one order, so that workers that are offered the same ones at a time wait for each other once. SQLite: the trigger message_queued gives it its place.
    private readonly UpdateRows rows = new(
        """
        , new AS (
          INSERT INTO message (id, channel, external_id, raw, context, arrived_at)
          SELECT id, channel, external_id, raw, context, arrived_at FROM v
          ORDER BY channel COLLATE "C", external_id COLLATE "C"
          ON CONFLICT (channel, external_id) DO NOTHING
          RETURNING id, octet_length(raw) AS size)
        INSERT INTO inbox (message_id, size) SELECT id, size FROM new
        """,
        """
        INSERT INTO message (id, channel, external_id, raw, context, arrived_at)
        VALUES (@id, @channel, @external_id, @raw, @context, @arrived_at)
        ON CONFLICT (channel, external_id) DO NOTHING
        """);

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<string?> channel;
    private readonly StoreColumn<string?> externalId;
    private readonly StoreColumn<byte[]> raw;
    private readonly StoreColumn<string?> context;
    private readonly StoreColumn<DateTimeOffset?> arrivedAt;

    public AcceptRows()
    {
        id = rows.Int64("id");
        channel = rows.Text("channel");
        externalId = rows.Text("external_id");
        raw = rows.Bytes("raw");
        context = rows.Text("context");
        arrivedAt = rows.Time("arrived_at");
    }

    /// <summary>Touches a row for each message that is new.</summary>
    public StoreStatement Statement => rows;

    public void Add(long messageId, string messageChannel, OfferedMessage message)
    {
        id.Add(messageId);
        channel.Add(messageChannel);
        externalId.Add(message.ExternalId);
        raw.Add(Array(message.Raw));
        context.Add(message.Context);
        arrivedAt.Add(message.ArrivedAt);
    }

    private static byte[] Array(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
