using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Promises;

/// <summary>
/// Looks every few seconds at acknowledgements that have not left when there is still time, when there is none any more, and when their sending ended
/// otherwise than sent. All workers may; one at a time does.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="round">Looks at some and writes what follows.</param>
/// <param name="planned">Called with the channels that have something to send.</param>
/// <param name="time">For waiting only; promises are judged by the database's clock.</param>
/// <param name="logger">Told of alarms and breaches, by channel.</param>
internal sealed class PromiseWatch(Database database, PromiseRound round, Action<IReadOnlySet<string>> planned, TimeProvider time, ILogger<PromiseWatch> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    private volatile PromisesNow now = new();

    /// <summary>As last seen.</summary>
    public PromisesNow Now => now;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkAsync(cancellationToken))
                {
                    // There may be more.
                }

                Tell(await round.NowAsync(cancellationToken));
                failures = 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                PromiseLog.Failed(logger, exception.GetType().Name, ++failures);
            }

            await Task.Delay(Idle, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks at those whose time has come. Returns whether there were any.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        if (!await WatchedPromises.AnyDueAsync(database, cancellationToken))
        {
            return false;
        }

        var looks = await round.LookAsync(cancellationToken);
        foreach (var channel in looks.GroupBy(look => look.Promise.Channel, StringComparer.Ordinal))
        {
            Tell(channel.Key, channel.Count(look => look.Step.IsAlarm), PromiseLog.AtRisk);
            Tell(channel.Key, channel.Count(look => look.Step.IsBreach), PromiseLog.Breached);
            Tell(channel.Key, channel.Count(look => look.Fallback is not null), PromiseLog.FellBack);
        }

        var senders = looks.Where(look => look.Fallback is not null).Select(look => look.Fallback!.Channel).ToHashSet(StringComparer.Ordinal);
        if (senders.Count > 0)
        {
            planned(senders);
        }

        return looks.Count > 0;
    }

    /// <summary>Held ones raise no event each, for most are robots: said when there are more than before.</summary>
    private void Tell(PromisesNow seen)
    {
        if (seen.HeldTooLong > now.HeldTooLong)
        {
            PromiseLog.HeldTooLong(logger, seen.HeldTooLong);
        }

        now = seen;
    }

    private void Tell(string channel, int count, Action<ILogger, string, int> tell)
    {
        if (count > 0)
        {
            tell(logger, channel, count);
        }
    }
}
