namespace Ingestion.Worker.Storage;

/// <summary>
/// Hands out ids from blocks reserved in the database, so that all rows of a batch get theirs without a round trip. Ids are unique and
/// grow inside one process; gaps are normal.
/// </summary>
internal sealed class IdBlock(Database database, string name = "id", int size = 16384)
{
    private readonly SemaphoreSlim reserving = new(1, 1);
    private long next;
    private long end;

    /// <summary><see cref="TakeAsync"/> for a thread that may wait: mostly there is nothing to wait for.</summary>
    public long Take(int count)
    {
        var taken = TakeAsync(count, CancellationToken.None);
        return taken.IsCompletedSuccessfully ? taken.Result : taken.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The first of <paramref name="count"/> ids in a row.</summary>
    public async ValueTask<long> TakeAsync(int count, CancellationToken cancellationToken)
    {
        await reserving.WaitAsync(cancellationToken);
        try
        {
            if (end - next < count)
            {
                var reserve = Math.Max(size, count);
                end = await database.WriteAsync(
                    session => session.QuerySingleAsync<long>(
                        "UPDATE id_block SET next_id = next_id + @reserve WHERE name = @name RETURNING next_id", new { reserve, name }),
                    cancellationToken);
                next = end - reserve;
            }

            var first = next;
            next += count;
            return first;
        }
        finally
        {
            reserving.Release();
        }
    }
}
