using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Bench.Matching.Pipeline;

/// <summary>
/// Takes a corpus through a worker's real inbox, intake and comparing on a real store, by the corpus' clock moved so that its last message comes now, and
/// reads from the pool where each message stands.
/// </summary>
internal static class CorpusReplay
{
    /// <summary>Messages that come in before the worker looks: a batch of a quiet day.</summary>
    private const int BatchSize = 20;

    private const string Channel = "replay";

    /// <summary>For each message its complaint and that one's cluster; of what opened or joined no complaint a place of its own.</summary>
    public static async Task<(long Complaint, long Cluster)[]> RunAsync(Database database, IReadOnlyList<CorpusMessage> messages)
    {
        await Migrator.MigrateAsync(database, CancellationToken.None);
        await using var worker = new PoolWorker(database);
        var moved = TimeProvider.System.GetUtcNow() - messages[^1].At;
        foreach (var batch in Enumerable.Range(0, messages.Count).Chunk(BatchSize))
        {
            await worker.Inbox.AcceptAsync(
                Channel, [.. batch.Select(i => worker.Reader.Offer(Inbound(messages[i], i)) with { ArrivedAt = messages[i].At + moved })], CancellationToken.None);
            await worker.Transaction.ApplyAsync(await worker.Transaction.ReadAsync(await worker.Queue.LeaseFreshAsync(BatchSize, CancellationToken.None)));
            await worker.CompareAsync();
        }

        return await worker.Database.ReadAsync(session => PlacesAsync(session, messages.Count), CancellationToken.None);
    }

    private static async Task<(long Complaint, long Cluster)[]> PlacesAsync(StoreSession session, int count)
    {
        var places = new (long Complaint, long Cluster)[count];
        for (var i = 0; i < count; i++)
        {
            places[i] = (-1 - i, -1 - i);
        }

        foreach (var (key, complaint, cluster) in await session.QueryAsync<(string, long, long)>(
            """
            SELECT m.external_id, c.id, COALESCE(c.cluster_id, c.id) FROM message m JOIN complaint_message cm ON cm.message_id = m.id JOIN complaint c ON c.id = cm.complaint_id
            """))
        {
            places[int.Parse(key, CultureInfo.InvariantCulture)] = (complaint, cluster);
        }

        return places;
    }

    private static InboundMessage Inbound(CorpusMessage message, int number)
    {
        var sender = new ContactPoint(ContactPointKind.Email, string.Create(CultureInfo.InvariantCulture, $"c{message.Contact}@customer.example"));
        return new InboundMessage
        {
            Medium = message.Session is null ? Medium.Email : Medium.Chat,
            ConversationId = message.Session,
            Sender = sender,
            ReplyTo = sender,
            Text = message.Text,
            MessageId = number.ToString(CultureInfo.InvariantCulture),
        };
    }
}
