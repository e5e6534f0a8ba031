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

    /// <summary>So many messages tell at the start how many come in an hour.</summary>
    private const int Latest = 1_000;

    private readonly MessageRate rate = new();
    private WordFrequency unwritten = new();

    /// <summary>What is known at present. Another one after <see cref="ExchangeAsync"/>.</summary>
    public WordFrequency Known { get; private set; } = new();

    /// <summary>Messages seen since the last exchange.</summary>
    public long Unwritten => unwritten.Messages;

    /// <summary>Messages that come in an hour; infinite while that is not known.</summary>
    public float PerHour => rate.PerHour;

    public void Add(NearFingerprint print, DateTimeOffset at)
    {
        Known.Add(print);
        unwritten.Add(print);
        rate.Add(at);
    }

    public Task LoadAsync(Database database, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            Known = await ReadAsync(session);
            (await session.QueryAsync<DateTimeOffset>("SELECT at FROM near_fingerprint ORDER BY message_id DESC LIMIT @Latest", new { Latest })).AsEnumerable().Reverse().ToList().ForEach(rate.Add);
            return true;
        },
        cancellationToken);

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
