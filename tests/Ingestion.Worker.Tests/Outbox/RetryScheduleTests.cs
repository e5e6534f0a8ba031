using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class RetryScheduleTests
{
    private static readonly OutboxSettings Settings = new() { MaxAttempts = 10, GiveUpAfter = TimeSpan.FromHours(24), UncertainRepeats = 1 };

    [Theory]
    [InlineData(SendOutcome.Sent, RepeatSafety.Harmful, 1, 0, "sent")]
    [InlineData(SendOutcome.Sent, RepeatSafety.Tolerable, 10, 1, "sent")]
    [InlineData(SendOutcome.Refused, RepeatSafety.Idempotent, 1, 0, "refused")]
    [InlineData(SendOutcome.Later, RepeatSafety.Harmful, 1, 0, "waiting")]
    [InlineData(SendOutcome.Later, RepeatSafety.Harmful, 9, 0, "waiting")]
    [InlineData(SendOutcome.Later, RepeatSafety.Harmful, 10, 0, "failed")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Idempotent, 1, 1, "waiting")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Idempotent, 9, 9, "waiting")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Idempotent, 10, 10, "failed")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Tolerable, 1, 1, "waiting")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Tolerable, 5, 1, "waiting")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Tolerable, 2, 2, "uncertain")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Harmful, 1, 1, "uncertain")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Searchable, 1, 1, "waiting")]
    [InlineData(SendOutcome.Uncertain, RepeatSafety.Searchable, 10, 9, "uncertain")]
    [InlineData(SendOutcome.Later, RepeatSafety.Searchable, 10, 1, "failed")]
    public void After_Outcome_LeavesTheMessageIn(SendOutcome outcome, RepeatSafety safety, int attempts, int uncertain, string state)
    {
        var verdict = RetrySchedule.After(new SendResult(outcome, "why"), attempts, uncertain, TimeSpan.FromMinutes(1), safety, Settings, 0.5);

        Assert.Equal((state, "why"), (verdict.State, verdict.Reason));
        Assert.Equal(state == "waiting", verdict.Wait > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(6, 960)]
    [InlineData(7, 1800)]
    [InlineData(9, 1800)]
    public void After_Later_WaitsTwiceAsLongEachTimeUpToHalfAnHour(int attempts, int seconds)
    {
        Assert.Equal(seconds, Wait(0.5));
        Assert.Equal(seconds * 0.75, Wait(0));
        Assert.Equal(seconds * 1.25, Wait(1));

        double Wait(double jitter) =>
            RetrySchedule.After(new SendResult(SendOutcome.Later, "x"), attempts, 0, TimeSpan.Zero, RepeatSafety.Harmful, Settings, jitter).Wait.TotalSeconds;
    }

    [Fact]
    public void After_MoreAttemptsThanAnyPowerHolds_StillWaitsHalfAnHour() => Assert.Equal(
        1800,
        RetrySchedule.After(new SendResult(SendOutcome.Later, "x"), 5000, 0, TimeSpan.Zero, RepeatSafety.Harmful, new OutboxSettings { MaxAttempts = 10_000 }, 0.5).Wait.TotalSeconds);

    [Theory]
    [InlineData(10, 30)]
    [InlineData(600, 600)]
    [InlineData(86_000, 86_000)]
    public void After_ProviderAsksToWait_TheLongerWaitHolds(int asked, int expected) => Assert.Equal(
        expected,
        RetrySchedule.After(
            new SendResult(SendOutcome.Later, "x") { RetryAfter = TimeSpan.FromSeconds(asked) }, 1, 0, TimeSpan.Zero, RepeatSafety.Harmful, Settings, 0.5).Wait.TotalSeconds);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(9, 900)]
    [InlineData(500, 900)]
    public void After_HeldBack_WaitsAsLongAsToldAndIsNoTryOfTheMessage(int attempts, int seconds)
    {
        var held = new SendResult(SendOutcome.Later, "rate-limited") { RetryAfter = TimeSpan.FromSeconds(seconds), Held = true };

        var verdict = RetrySchedule.After(held, attempts, 0, TimeSpan.FromHours(1), RepeatSafety.Harmful, Settings, 0.5);

        Assert.Equal(("waiting", seconds), (verdict.State, verdict.Wait.TotalSeconds));
        Assert.Equal("failed", RetrySchedule.After(held, attempts, 0, TimeSpan.FromHours(24), RepeatSafety.Harmful, Settings, 0.5).State);
    }

    [Fact]
    public void After_GiveUpTime_Fails()
    {
        Assert.Equal("failed", After(TimeSpan.FromHours(24)));
        Assert.Equal("waiting", After(TimeSpan.FromHours(23.9)));

        static string After(TimeSpan age) =>
            RetrySchedule.After(new SendResult(SendOutcome.Later, "x"), 1, 0, age, RepeatSafety.Harmful, Settings, 0.5).State;
    }

    [Fact]
    public void After_RefusedForTheChannelsFault_IsTriedAgain() => Assert.Equal(
        "waiting",
        RetrySchedule.After(new SendResult(SendOutcome.Refused, "smtp-535") { ChannelFault = true }, 1, 0, TimeSpan.Zero, RepeatSafety.Harmful, Settings, 0.5).State);

    [Fact]
    public void After_NoUncertainRepeats_LeavesAMailUncertainAtOnce() => Assert.Equal(
        "uncertain",
        RetrySchedule.After(new SendResult(SendOutcome.Uncertain, "x"), 1, 1, TimeSpan.Zero, RepeatSafety.Tolerable, Settings with { UncertainRepeats = 0 }, 0.5).State);
}
