using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Deliveries;

/// <summary>
/// The rule that releases held answers by itself: for each reason of the settings, what was held long enough, and never more in an hour than the budget
/// for all answers leaves. Sweeps counts of budgets that are over, too.
/// </summary>
internal sealed class HeldRelease(
    Database database, IdBlock ids, AcknowledgementSettings settings, Action<IReadOnlySet<string>> released, TimeProvider time, ILogger<HeldRelease> logger)
{
    public const string Actor = "rule ReleaseHeldAfter";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(cancellationToken);
                failures = 0;
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                DeliveryLog.ReleaseFailed(logger, exception.GetType().Name, ++failures);
                await Task.Delay(Between, time, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Releases what is due now. Returns how many.</summary>
    public async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        await AcknowledgementBudget.SweepAsync(database, cancellationToken);
        var count = 0;
        foreach (var (reason, wait) in settings.ReleaseHeldAfter.OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            var answers = await HeldAnswers.ReleaseWithinAsync(database, ids, new HeldFilter { Reason = reason, HeldFor = wait }, settings.PerHour, Actor, cancellationToken);
            count += answers.Count;
            if (answers.Count > 0)
            {
                released(answers.Select(answer => answer.Channel).ToHashSet(StringComparer.Ordinal));
            }
        }

        return count;
    }
}
