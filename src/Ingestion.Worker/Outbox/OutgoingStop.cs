using System.Globalization;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// Nothing leaves, on any channel and from any worker, until an operator releases it: after a restore nobody knows yet what had left before. Messages are
/// taken and decided meanwhile, and promises watched.
/// </summary>
internal static class OutgoingStop
{
    /// <summary>The fact that stands while it is in force.</summary>
    public const string Name = "outgoing-parked";

    private const long Subject = 0;

    /// <summary>False when it is in force already.</summary>
    public static Task<bool> ParkAsync(Database database, string actor, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = (await session.QuerySingleAsync<DateTimeOffset>($"SELECT {database.Now}")).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            var written = await session.ExecuteAsync("INSERT INTO installation (name, value) VALUES (@Name, @now) ON CONFLICT (name) DO NOTHING", new { Name, now });
            if (written > 0)
            {
                await OperatorActions.RecordAsync(session, Subject, "parked", actor, "what leaves left");
            }

            return written > 0;
        },
        cancellationToken);

    /// <summary>False when it is not in force.</summary>
    public static Task<bool> ReleaseAsync(Database database, string actor, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var since = await SinceAsync(session);
            if (since is null)
            {
                return false;
            }

            await session.ExecuteAsync("DELETE FROM installation WHERE name = @Name", new { Name });
            await OperatorActions.RecordAsync(session, Subject, "released", actor, FormattableString.Invariant($"parked since {since.Value.UtcDateTime:O}"));
            return true;
        },
        cancellationToken);

    /// <summary>Null when it is not in force.</summary>
    public static async Task<DateTimeOffset?> SinceAsync(StoreSession session) =>
        await session.QuerySingleOrDefaultAsync<string>("SELECT value FROM installation WHERE name = @Name", new { Name }) is { } value
            ? DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;

    /// <summary>What waits to leave, by channel.</summary>
    public static Task<List<(string Channel, long Waiting)>> WaitingAsync(Database database, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync<(string, long)>("SELECT channel, count(*) FROM outbox WHERE state = 'waiting' GROUP BY channel ORDER BY channel"), cancellationToken);
}
