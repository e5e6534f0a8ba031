using System.Threading.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Quarantine;

/// <summary>
/// Keeps refused requests of observed channels, durably and within limits. Whoever floods us with forgeries gets no commit of their own: what
/// waits is committed together, and what finds no place in the queue is only counted.
/// </summary>
internal sealed class RequestQuarantine(Database database, IdBlock ids, QuarantineSettings settings, TimeProvider time, ILogger<RequestQuarantine> logger)
{
    private const int MostWaiting = 64;

    /// <summary>Between two commits: at most this share of a second goes to strangers.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CountEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(MostWaiting);
    private readonly QuarantineTotals totals = new(settings);
    private DateTimeOffset counted = DateTimeOffset.MinValue;
    private DateTimeOffset swept = DateTimeOffset.MinValue;

    /// <summary>Returns when the request is committed, or at once when there is no room for it. Never throws: the request is refused in any case.</summary>
    public async ValueTask<bool> KeepAsync(RefusedRequest request, CancellationToken cancellationToken)
    {
        if (!totals.TryTake(request.Channel, request.Size))
        {
            return false;
        }

        var waiting = new Waiting(request);
        if (!queue.Writer.TryWrite(waiting))
        {
            totals.GiveBack(request.Channel, request.Size);
            return false;
        }

        try
        {
            return await waiting.Kept.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller's time is over; it is kept all the same, when the store comes back in time.
            return false;
        }
    }

    /// <summary>Commits what waits, until cancelled; then what still waits.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancellationToken))
            {
                await CommitAsync(CancellationToken.None);
                await Task.Delay(Breath, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            queue.Writer.Complete();
            await CommitAsync(CancellationToken.None);
        }
    }

    /// <summary>Counts what is held and deletes what is too old, now and then. Called every few seconds.</summary>
    public async Task KeepUpAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - swept >= SweepEvery)
        {
            await QuarantineRows.SweepAsync(database, settings.KeepFor, cancellationToken);
            swept = now;
        }

        if (now - counted >= CountEvery)
        {
            totals.Set(await QuarantineRows.TotalsAsync(database, cancellationToken));
            counted = now;
        }
    }

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Waiting>();
        while (queue.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
        }

        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var unique = batch
                .Select(waiting => (waiting.Request, Digest: waiting.Request.Digest()))
                .GroupBy(pair => (pair.Request.Channel, Convert.ToHexString(pair.Digest)))
                .Select(group => (group.First().Request, group.First().Digest, Offers: group.Count()))
                .ToList();
            await database.RunAsync([QuarantineRows.Keep(await ids.TakeAsync(unique.Count, cancellationToken), unique)], cancellationToken);
            batch.ForEach(waiting => waiting.Kept.TrySetResult(true));
        }
        catch (Exception exception)
        {
            QuarantineLog.NotKept(logger, batch.Count, exception.GetType().Name);
            batch.ForEach(waiting =>
            {
                totals.GiveBack(waiting.Request.Channel, waiting.Request.Size);
                waiting.Kept.TrySetResult(false);
            });
        }
    }

    private sealed record Waiting(RefusedRequest Request)
    {
        public TaskCompletionSource<bool> Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
