using Ingestion.Worker.Intake;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

public sealed class IntakePaceTests
{
    private const int MaxBacklog = 4000;

    private readonly ManualTime time = new();
    private readonly IntakePace pace;
    private long accepted;
    private long waiting;

    public IntakePaceTests() => pace = new IntakePace(() => accepted, () => waiting, MaxBacklog, 500, time);

    [Fact]
    public void YieldAsync_Quiet_NeverWaits()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.True(Batch(TimeSpan.FromMilliseconds(100), 99).IsCompleted);
        }

        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task YieldAsync_Flood_TakesAFiftiethOfTheTimeEachTime()
    {
        for (var i = 0; i < 3; i++)
        {
            var yielding = Batch(TimeSpan.FromMilliseconds(20), 1000);
            Assert.False(yielding.IsCompleted);
            accepted += 1000;
            time.Advance(TimeSpan.FromMilliseconds(980));
            await yielding;
        }

        Assert.All(time.Waits, wait => Assert.Equal(980, wait.TotalMilliseconds));
        Assert.Equal(3, time.Waits.Count);
    }

    [Fact]
    public void YieldAsync_FloodAndALongBatch_WaitsTwoSecondsAtMost()
    {
        Assert.False(Batch(TimeSpan.FromSeconds(3), 10_000).IsCompleted);

        Assert.Equal([TimeSpan.FromSeconds(2)], time.Waits);
    }

    [Fact]
    public void YieldAsync_FloodAfterWaiting_CountsTheWorkAlone()
    {
        time.Advance(TimeSpan.FromSeconds(1));
        accepted += 5000;
        pace.Resume();

        Assert.False(Batch(TimeSpan.FromMilliseconds(20), 0).IsCompleted);
        Assert.Equal([TimeSpan.FromMilliseconds(980)], time.Waits);
    }

    [Fact]
    public async Task YieldAsync_FloodThatLasts_TakesItsFullShareAgain()
    {
        for (var waited = TimeSpan.Zero; waited <= IntakePace.LongestYielding; waited += TimeSpan.FromSeconds(2.5))
        {
            await FloodedBatchAsync();
        }

        time.ForgetWaits();
        await FloodedBatchAsync();

        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task YieldAsync_NewFloodAfterAQuietTime_WaitsAgain()
    {
        for (var i = 0; i < 30; i++)
        {
            await FloodedBatchAsync();
        }

        await Batch(TimeSpan.FromSeconds(60), 0);
        time.ForgetWaits();
        await FloodedBatchAsync();

        Assert.NotEmpty(time.Waits);
    }

    [Fact]
    public void YieldAsync_FloodAndAQuarterOfTheBacklog_NeverWaits()
    {
        waiting = (MaxBacklog / 4) + 1;

        Assert.True(Batch(TimeSpan.FromMilliseconds(100), 10_000).IsCompleted);
        Assert.Equal(500, pace.BatchSize);
    }

    [Fact]
    public async Task BatchSize_IsSmallWhileAFloodIsYieldedTo()
    {
        Assert.Equal(500, pace.BatchSize);
        for (var waited = TimeSpan.Zero; waited <= IntakePace.LongestYielding; waited += TimeSpan.FromSeconds(2.5))
        {
            await FloodedBatchAsync();
            Assert.Equal(50, pace.BatchSize);
        }

        await FloodedBatchAsync();
        Assert.Equal(500, pace.BatchSize);
        await Batch(TimeSpan.FromSeconds(60), 0);
        await FloodedBatchAsync();
        Assert.Equal(50, pace.BatchSize);
        await Batch(TimeSpan.FromSeconds(60), 0);
        Assert.Equal(500, pace.BatchSize);
    }

    private Task Batch(TimeSpan worked, int acceptedMeanwhile)
    {
        time.Advance(worked);
        accepted += acceptedMeanwhile;
        return pace.YieldAsync(CancellationToken.None);
    }

    private async Task FloodedBatchAsync()
    {
        var yielding = Batch(TimeSpan.FromMilliseconds(500), 5000);
        accepted += 5000;
        time.Advance(TimeSpan.FromSeconds(2));
        await yielding;
    }
}
