using System.Diagnostics;
using Ingestion.Bench.Worker;

namespace Ingestion.Bench.Work;

/// <summary>Waits for the ledger. The question costs the database little at this distance.</summary>
internal static class Decided
{
    /// <summary>From one question to the next; the same for what the worker is measured beside.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(150);

    /// <summary>When the last of so many messages had its outcome, as a <see cref="Stopwatch"/> time stamp.</summary>
    public static async Task<long> WaitAsync(WorkerProcess worker, Pool pool, int messages, TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            if (!pool.HasWaiting() && pool.Decided() >= messages)
            {
                return asked;
            }

            worker.ThrowIfEnded();
            if (Stopwatch.GetElapsedTime(begun) > limit)
            {
                throw new TimeoutException($"{pool.Decided()} of {messages} messages were decided in {limit}");
            }

            await Task.Delay(Distance);
        }
    }
}
