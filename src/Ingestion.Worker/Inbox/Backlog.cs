using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>How many messages wait for a decision: counted here, corrected from the database now and then.</summary>
internal sealed class Backlog(int limit)
{
    private const int Many = 1_000;

    private long waiting;

    public long Waiting => Math.Max(0, Interlocked.Read(ref waiting));

    /// <summary>What can wait gives way.</summary>
    public bool IsLong => Waiting > Many;

    public bool IsFull => Waiting >= limit;

    public void Add(int messages) => Interlocked.Add(ref waiting, messages);

    public async Task CorrectAsync(Database database, CancellationToken cancellationToken)
    {
        var counted = await database.ReadAsync(
            session => session.QuerySingleAsync<long>("SELECT count(*) FROM inbox WHERE parked_at IS NULL"), cancellationToken);
        Interlocked.Exchange(ref waiting, counted);
    }
}
