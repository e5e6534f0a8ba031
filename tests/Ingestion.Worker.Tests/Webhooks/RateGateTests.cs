using Ingestion.Worker.Webhooks;
using Xunit;

namespace Ingestion.Worker.Tests.Webhooks;

public sealed class RateGateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    public void TryPass_ASecondsWorthAtOnceThenTheRate_Exactly(int perSecond)
    {
        var clock = new Clock();
        var gate = new RateGate(perSecond, clock);

        Assert.Equal(perSecond, Enumerable.Range(0, perSecond * 3).Count(_ => gate.TryPass()));
        clock.Advance(TimeSpan.FromSeconds(1.0 / perSecond));
        Assert.True(gate.TryPass());
        Assert.False(gate.TryPass());
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(perSecond, Enumerable.Range(0, perSecond * 3).Count(_ => gate.TryPass()));
    }

    [Fact]
    public void TryPass_FromManyThreads_LetsExactlyTheAllowanceThrough()
    {
        var gate = new RateGate(500, new Clock());
        var passed = 0;

        Parallel.For(0, 5000, _ => Interlocked.Add(ref passed, gate.TryPass() ? 1 : 0));

        Assert.Equal(500, passed);
    }

    private sealed class Clock : TimeProvider
    {
        private long _now = 1_000_000;

        public override long TimestampFrequency => 10_000_000;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
