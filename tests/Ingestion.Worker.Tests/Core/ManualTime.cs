using TestSupport;

namespace Ingestion.Worker.Tests.Core;

/// <summary>A clock that moves when it is told, and says what was waited for.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Waits that were begun, in their order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void ForgetWaits()
    {
        lock (gate)
        {
            waits.Clear();
        }
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
            timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Lets the work go on to its end and moves the clock over every wait of up to <paramref name="atMost"/>, and over no longer one.</summary>
    public async Task<T> PassAsync<T>(Task<T> work, TimeSpan atMost)
    {
        await Wait.UntilAsync(
            () =>
            {
                Advance(NextWithin(atMost));
                return work.IsCompleted;
            },
            "the end of work that waits only a short time");
        return await work;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan NextWithin(TimeSpan atMost)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Wait <= atMost).Select(timer => timer.Due - now).DefaultIfEmpty(TimeSpan.Zero).Min();
            return next > TimeSpan.Zero ? next : TimeSpan.Zero;
        }
    }

    private sealed class Timer(ManualTime time, Action callback) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public TimeSpan Wait { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time.waits.Add(dueTime);
                    Wait = dueTime;
                    Due = time.now + dueTime;
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
