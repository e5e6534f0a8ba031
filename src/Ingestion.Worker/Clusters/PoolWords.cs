using Ingestion.Worker.Matching;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>
/// How common words are, in this worker's memory: read at the start, and now and then put together with what other workers saw. What was not written
/// when a process dies is lost, which changes nothing that matters.
/// </summary>
internal sealed class PoolWords
{
    private const int Row = 1;
    private WordFrequency unwritten = new();

    /// <summary>What is known at present. Another one after <see cref="ExchangeAsync"/>.</summary>
    public WordFrequency Known { get; private set; } = new();

    /// <summary>Messages seen since the last exchange.</summary>
    public long Unwritten => unwritten.Messages;

    public void Add(NearFingerprint print)
    {
        Known.Add(print);
        unwritten.Add(print);
    }

    public async Task LoadAsync(Database database, CancellationToken cancellationToken) =>
        Known = await database.ReadAsync(ReadAsync, cancellationToken);

    /// <summary>Adds what this worker saw to the store, and takes from there what others saw.</summary>
    public async Task ExchangeAsync(Database database, CancellationToken cancellationToken)
    {
        var added = unwritten;
        Known = await database.WriteAsync(
            async session =>
            {
                await session.LockAsync(["word-frequency"]);
                var words = await ReadAsync(session);
                words.Add(added.Messages, added.Bytes());
                await session.ExecuteAsync(
                    "INSERT INTO word_frequency (id, messages, counts) VALUES (@Row, @messages, @counts) ON CONFLICT (id) DO UPDATE SET messages = excluded.messages, counts = excluded.counts",
                    new { Row, messages = words.Messages, counts = words.Bytes() });
                return words;
            },
            cancellationToken);
        unwritten = new WordFrequency();
    }

    private static async Task<WordFrequency> ReadAsync(StoreSession session)
    {
        var words = new WordFrequency();
        if ((await session.QueryAsync<Stored>("SELECT messages, counts FROM word_frequency WHERE id = @Row", new { Row })) is [var stored])
        {
            words.Add(stored.Messages, stored.Counts);
        }

        return words;
    }

    private sealed record Stored
    {
        public long Messages { get; init; }

        public byte[] Counts { get; init; } = [];
    }
}
