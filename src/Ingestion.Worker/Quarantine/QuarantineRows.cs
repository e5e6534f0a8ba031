using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Quarantine;

/// <summary>The table of refused requests.</summary>
internal static class QuarantineRows
{
    /// <summary>Keeps requests, each with how often it came; one that is kept already is counted on its row.</summary>
    public static StoreStatement Keep(long firstId, IReadOnlyCollection<(RefusedRequest Request, byte[] Digest, int Offers)> requests)
    {
        const string Into = "INSERT INTO quarantine (id, channel, digest, reason, method, path, query, headers, body, size, received_at, last_at, offers)";
        const string OnRepeat = "ON CONFLICT (channel, digest) DO UPDATE SET offers = quarantine.offers + excluded.offers, last_at = excluded.last_at";
        var rows = new UpdateRows(
            $"{Into} SELECT v.id, v.channel, v.digest, v.reason, v.method, v.path, v.query, v.headers, v.body, v.size, v.received_at, v.received_at, v.offers FROM v {OnRepeat}",
            $"{Into} VALUES (@id, @channel, @digest, @reason, @method, @path, @query, @headers, @body, @size, @received_at, @received_at, @offers) {OnRepeat}");
        var id = rows.Int64("id");
        var channel = rows.Text("channel");
        var digest = rows.Bytes("digest");
        var reason = rows.Text("reason");
        var method = rows.Text("method");
        var path = rows.Text("path");
        var query = rows.Text("query");
        var headers = rows.Text("headers");
        var body = rows.Bytes("body");
        var size = rows.Int32("size");
        var receivedAt = rows.Time("received_at");
        var offers = rows.Int32("offers");
        foreach (var (request, hash, times) in requests)
        {
            id.Add(firstId++);
            channel.Add(request.Channel);
            digest.Add(hash);
            reason.Add(StorableText.Clean(request.Reason, 200));
            method.Add(request.Method);
            path.Add(StorableText.Clean(request.Path, 1000));
            query.Add(StorableText.Clean(request.Query, 8192));
            headers.Add(StorableText.Clean(request.Headers.ToJson(), 256 * 1024));
            body.Add(request.Body);
            size.Add(request.Size);
            receivedAt.Add(request.ReceivedAt);
            offers.Add(times);
        }

        return rows;
    }

    public static Task<List<(string Channel, long Requests, long Bytes)>> TotalsAsync(Database database, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<(string, long, long)>(
                "SELECT channel, count(*), CAST(sum(size) AS bigint) FROM quarantine WHERE state = 'held' GROUP BY channel"),
            cancellationToken);

    public static Task<int> SweepAsync(Database database, TimeSpan keepFor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"DELETE FROM quarantine WHERE received_at < {database.NowPlus("@seconds")}", new { seconds = -keepFor.TotalSeconds }),
            cancellationToken);

    /// <summary>What is held, of one channel or of all (null), the oldest first.</summary>
    public static Task<List<QuarantineEntry>> ListAsync(Database database, string? channel, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<QuarantineEntry>(
                """
                SELECT id, channel, reason, method, path, size, received_at, last_at, offers, state FROM quarantine
                WHERE state = 'held' AND (CAST(@channel AS text) IS NULL OR channel = @channel) ORDER BY received_at, id LIMIT @limit
                """,
                new { channel, limit }),
            cancellationToken);

    /// <summary>The entry, whatever its state, or null.</summary>
    public static Task<QuarantineEntry?> FindAsync(Database database, long id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QuerySingleOrDefaultAsync<QuarantineEntry>(
                "SELECT id, channel, reason, method, path, size, received_at, last_at, offers, state FROM quarantine WHERE id = @id", new { id }),
            cancellationToken);

    /// <summary>The request as it came; null when it is not held.</summary>
    public static async Task<RefusedRequest?> ReadAsync(Database database, long id, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<QuarantineRow>(
                "SELECT channel, reason, method, path, query, headers, body, received_at FROM quarantine WHERE id = @id AND state = 'held'", new { id }),
            cancellationToken);
        return rows.SingleOrDefault()?.ToRequest();
    }

    /// <summary>Ends an entry and deletes what it held. False when it is not held.</summary>
    /// <param name="database">Where it is.</param>
    /// <param name="id">Which.</param>
    /// <param name="state">Released or discarded.</param>
    /// <param name="action">What the operator did, for the record.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<bool> EndAsync(Database database, long id, string state, string action, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var before = await session.QuerySingleOrDefaultAsync<string?>(
                    $"SELECT 'quarantined: ' || reason FROM quarantine WHERE id = @id AND state = 'held' {database.Sql("FOR UPDATE", "")}", new { id });
                if (before is null)
                {
                    return false;
                }

                await session.ExecuteAsync(
                    "UPDATE quarantine SET state = @state, query = '', headers = '{}', body = @nothing, size = 0 WHERE id = @id",
                    new { id, state, nothing = Array.Empty<byte>() });
                await OperatorActions.RecordAsync(session, id, action, actor, before);
                return true;
            },
            cancellationToken);
}
