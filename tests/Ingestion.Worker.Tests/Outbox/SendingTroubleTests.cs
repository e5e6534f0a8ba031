using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SendingTroubleTests
{
    private static readonly TroubleVerdict None = new(null, false);
    private static readonly SendResult Policy = new(SendOutcome.Refused, "smtp-550-5.7.1") { ChannelFault = true };
    private static readonly SendResult Login = new(SendOutcome.Later, "smtp-535") { ChannelFault = true };
    private static readonly SendResult Busy = new(SendOutcome.Later, "smtp-451");
    private static readonly SendResult Limited = new(SendOutcome.Later, "rate-limited") { Held = true };
    private static readonly SendResult Sent = new(SendOutcome.Sent, "smtp-250");
    private static readonly SendResult Unknown = new(SendOutcome.Refused, "smtp-550-5.1.1");
    private readonly SendingTrouble trouble = new();

    [Fact]
    public void Look_OneRecipientsPolicy_HoweverOften_IsNotTheChannels()
    {
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(None, trouble.Look([Of(1, Policy)]));
        }
    }

    [Fact]
    public void Look_TheSamePolicyForTwo_IsTheChannels()
    {
        Assert.Equal(None, trouble.Look([Of(1, Policy)]));
        Assert.Equal(new TroubleVerdict("smtp-550-5.7.1", Pauses: true), trouble.Look([Of(2, Policy)]));
        Assert.Equal(new TroubleVerdict("smtp-550-5.7.1", Pauses: true), new SendingTrouble().Look([Of(1, Policy), Of(2, Policy)]));
    }

    [Fact]
    public void Look_SomebodyGetsThroughBetween_StartsAnew()
    {
        trouble.Look([Of(1, Policy)]);
        Assert.Equal(None, trouble.Look([Of(2, Sent)]));
        Assert.Equal(None, trouble.Look([Of(3, Policy)]));
        Assert.Equal(None, trouble.Look([Of(4, Policy), Of(5, Unknown)]));
        Assert.Equal(None, trouble.Look([Of(6, Policy)]));
    }

    [Fact]
    public void Look_RefusedLogin_IsTheChannelsAtOnce() =>
        Assert.Equal(new TroubleVerdict("smtp-535", Pauses: true), trouble.Look([Of(1, Busy), Of(2, Login)]));

    [Fact]
    public void Look_ProviderThatTakesNothingNow_IsShownWithoutAFurtherPause() =>
        Assert.Equal(new TroubleVerdict("rate-limited", Pauses: false), trouble.Look([Of(1, Limited)]));

    [Fact]
    public void Look_ThreeThatWait_AreShown()
    {
        Assert.Equal(None, trouble.Look([Of(1, Busy)]));
        Assert.Equal(None, trouble.Look([Of(1, Busy), Of(2, Busy)]));
        Assert.Equal(new TroubleVerdict("smtp-451", Pauses: false), trouble.Look([Of(3, Busy)]));
    }

    private static AttemptRecord Of(long id, SendResult result) => new(id, 1, result, new AttemptVerdict("waiting", result.Reason, TimeSpan.Zero));
}
