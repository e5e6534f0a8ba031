using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Promises;

/// <summary>What follows from how an acknowledgement stands. Pure.</summary>
internal static class PromiseJudge
{
    /// <param name="promise">How it stands.</param>
    /// <param name="now">The database's time.</param>
    /// <param name="alarmBefore">So long before the due time people are told, where there is time enough.</param>
    public static PromiseStep Judge(WatchedPromise promise, DateTimeOffset now, TimeSpan alarmBefore)
    {
        var fallbackWaits = promise.FallbackState == OutboxWords.Waiting;
        if (promise.State == OutboxWords.Sent || IsDropped(promise.State))
        {
            // Whoever was told nothing is to be told by the other way round, but for a person who wants nothing or a decision by hand.
            return new PromiseStep { BarsFallback = fallbackWaits };
        }

        if (promise.FallbackState == OutboxWords.Sent)
        {
            var isLate = promise.FallbackFinishedAt > promise.DueAt && promise.BreachedAt is null;
            return new PromiseStep { BarsItself = promise.State == OutboxWords.Waiting, IsBreach = isLate };
        }

        // One of uncertain fate may have arrived: a second one by another way would be told twice for certain.
        var barsFallback = promise.State == OutboxWords.Uncertain && fallbackWaits;
        fallbackWaits &= !barsFallback;
        if (promise.BreachedAt is not null)
        {
            return new PromiseStep { BarsFallback = barsFallback };
        }

        var mayFallBack = promise.FallbackId is null && promise.State != OutboxWords.Uncertain;
        if (now >= promise.DueAt)
        {
            return new PromiseStep { IsBreach = true, WantsFallback = mayFallBack, BarsFallback = barsFallback };
        }

        var alarmAt = AlarmTime.Of(promise.ReceivedAt, promise.DueAt, alarmBefore);
        var hasEnded = promise.State != OutboxWords.Waiting;
        if (hasEnded || now >= alarmAt)
        {
            // What has ended is nobody's business any more but for the fallback: told at once, or when that fails as well.
            var isHopeless = hasEnded && !mayFallBack && !fallbackWaits;
            var isAlarm = promise.AlarmedAt is null && (isHopeless || now >= alarmAt);
            var next = hasEnded && !isAlarm && promise.AlarmedAt is null ? Later(alarmAt, now) : promise.DueAt;
            return new PromiseStep { NextLook = next, IsAlarm = isAlarm, WantsFallback = mayFallBack, BarsFallback = barsFallback };
        }

        return new PromiseStep { NextLook = alarmAt };
    }

    private static bool IsDropped(string state) => state is OutboxWords.Suppressed or OutboxWords.Discarded;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
