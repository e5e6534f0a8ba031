using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Polling;

/// <summary>What a channel still owes its provider: holes to read again, messages to mark or move.</summary>
internal static class PendingWork
{
    private const int Most = 200;

    public static Task<List<string>> HolesAsync(Database database, string channel, CancellationToken cancellationToken) => ReadAsync(
        database,
        $"SELECT external_id FROM hole WHERE channel = @channel AND state = 'open' AND not_before <= {database.Now} ORDER BY not_before LIMIT @most",
        channel,
        cancellationToken);

    public static Task<List<string>> SettlementsAsync(Database database, string channel, CancellationToken cancellationToken) => ReadAsync(
        database,
        $"SELECT external_id FROM settlement WHERE channel = @channel AND not_before <= {database.Now} ORDER BY not_before LIMIT @most",
        channel,
        cancellationToken);

    /// <summary>Forgets what is settled and postpones the rest: 1, 2, 4 … minutes, at most a day; after 30 tries it is given up.</summary>
    public static Task SettledAsync(Database database, string channel, IReadOnlyList<string> asked, IReadOnlyList<string> settled, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    $"DELETE FROM settlement WHERE channel = @channel AND ({database.In("external_id", "@settled")} OR tries >= 30)",
                    new { channel, settled = database.List(settled) });
                var left = asked.Except(settled, StringComparer.Ordinal).ToList();
                if (left.Count > 0)
                {
                    await session.ExecuteAsync(
                        $"UPDATE settlement SET tries = tries + 1, not_before = {database.NowPlus(database.Sql("60 * least(power(2, least(tries, 11)), 1440)", "60 * min(1 << min(tries, 11), 1440)"))} WHERE channel = @channel AND {database.In("external_id", "@left")}",
                        new { channel, left = database.List(left) });
                }
            },
            cancellationToken);

    private static Task<List<string>> ReadAsync(Database database, string sql, string channel, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<string>(sql, new { channel, most = Most }), cancellationToken);
}
