using Ingestion.Worker.Complaints;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>
/// Deletes fingerprints, keys of past days, sessions and hours of clusters that nothing is compared with any more, a few at a time. What is old stays readable: whoever comes back to it is
/// compared with its text.
/// </summary>
internal sealed class MatchSweeper(Database database, TimeProvider time, ILogger<MatchSweeper> logger)
{
    /// <summary>Campaigns go on for months; a repeat contact is looked for in a shorter time.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    /// <summary>Keys of a day: by then what is looked for has other ones.</summary>
    public static readonly TimeSpan KeysKeptFor = TimeSpan.FromDays(2);

    private const int MostAtOnce = 500;
    private const int MostKeysAtOnce = 5_000;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private DateTimeOffset next = DateTimeOffset.MinValue;
    private string from = "";
    private ClusterHour? fromHour;

    /// <summary>A step, when it is time for one. Called every few seconds.</summary>
    public async Task KeepUpAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < next)
        {
            return;
        }

        // By the store's clock: what a worker that lives in another year takes out would be gone for all.
        var now = await database.ReadAsync(session => session.QuerySingleAsync<DateTimeOffset>($"SELECT {database.Now}"), cancellationToken);
        if (!await SweepAsync(now - KeptFor, now - KeysKeptFor, cancellationToken))
        {
            next = time.GetUtcNow() + Every;
        }
    }

    /// <summary>A step. Returns whether there may be more.</summary>
    /// <param name="before">What is older goes.</param>
    /// <param name="keysBefore">Of keys of a day.</param>
    /// <param name="cancellationToken">Ends the sweeping.</param>
    public async Task<bool> SweepAsync(DateTimeOffset before, DateTimeOffset keysBefore, CancellationToken cancellationToken)
    {
        var prints = await database.WriteAsync(session => FingerprintRemoval.OldAsync(session, before, MostAtOnce), cancellationToken);
        var keys = await database.WriteAsync(session => FingerprintRemoval.KeysAsync(session, KeyDay.Of(keysBefore), MostKeysAtOnce), cancellationToken);
        var (sessions, last) = await database.WriteAsync(session => SessionSweep.StepAsync(session, from, before, MostAtOnce), cancellationToken);
        from = last ?? "";
        (var hours, fromHour) = await database.WriteAsync(session => ClusterHourSweep.StepAsync(session, fromHour, before, MostAtOnce), cancellationToken);
        if (prints + keys + sessions + hours > 0)
        {
            ClusterLog.Swept(logger, prints + keys + sessions + hours);
        }

        return prints == MostAtOnce || keys >= MostKeysAtOnce || last is not null || fromHour is not null;
    }
}
