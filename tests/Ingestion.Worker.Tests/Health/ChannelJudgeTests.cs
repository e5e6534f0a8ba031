using Ingestion.Channels;
using Ingestion.Worker.Health;
using Ingestion.Worker.Settings;
using Xunit;

namespace Ingestion.Worker.Tests.Health;

public sealed class ChannelJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs for a week and polled a minute ago.</summary>
    private static readonly ChannelRecord Well = new()
    {
        Channel = "mail",
        FirstSeenAt = Now.AddDays(-30),
        StartedAt = Now.AddDays(-7),
        LastSuccessAt = Now.AddMinutes(-1),
        LastMessageAt = Now.AddHours(-1),
    };

    [Fact]
    public void Judge_ChannelThatWorks_FindsNothing() => Assert.Empty(Judge(Well));

    [Fact]
    public void Judge_PollFails_IsDegradedFromTheFirstTimeOn()
    {
        var condition = Assert.Single(Judge(Well with { Failures = 1, LastError = "login-refused", LastErrorAt = Now }));

        Assert.Equal(new ChannelCondition("failing", "login-refused", Now, IsDegraded: true), condition);
    }

    [Fact]
    public void Judge_Healed_FindsNothing() => Assert.Empty(Judge(Well with { Failures = 0, LastError = "login-refused", LastErrorAt = Now.AddMinutes(-2) }));

    [Fact]
    public void Judge_PollThatNeverEnds_IsStalled()
    {
        Assert.Empty(Judge(Well with { LastSuccessAt = Now.AddMinutes(-4), LastMessageAt = null }));
        Assert.Equal("stalled", Assert.Single(Judge(Well with { LastSuccessAt = Now.AddMinutes(-6), LastMessageAt = null })).Code);
        Assert.Empty(Judge(Well with { LastSuccessAt = Now.AddMinutes(-9), LastMessageAt = null }, new ChannelSettings { PollInterval = TimeSpan.FromMinutes(2) }));
    }

    [Fact]
    public void Judge_LongFirstImport_IsNotStalled() => Assert.Empty(Judge(Well with { LastSuccessAt = null, LastMessageAt = Now.AddSeconds(-5) }));

    [Fact]
    public void Judge_ReceiverWithoutPolls_IsNeverStalled() =>
        Assert.Empty(ChannelJudge.Judge(Well with { LastSuccessAt = null, LastMessageAt = null }, new ChannelSettings(), isPolled: false, Now));

    [Fact]
    public void Judge_NothingGetsSent_IsDegraded() =>
        Assert.Equal(
            new ChannelCondition("not-sending", "smtp-535", Now, IsDegraded: true),
            Assert.Single(Judge(Well with { SendFailures = 1, SendError = "smtp-535", SendErrorAt = Now })));

    [Theory]
    [InlineData(15 * 24, null, false)]
    [InlineData(13 * 24, "credentials-expire-within-14-days", false)]
    [InlineData(3 * 24, "credentials-expire-within-3-days", false)]
    [InlineData(24, "credentials-expire-within-1-day", false)]
    [InlineData(1, "credentials-expire-within-1-day", false)]
    [InlineData(0, "credentials-expired", true)]
    [InlineData(-5, "credentials-expired", true)]
    public void Judge_CredentialsThatEnd_AreAnnouncedAhead(int hours, string? code, bool isDegraded)
    {
        var found = Judge(Well with { Credentials = new CredentialLife(Now.AddHours(hours)) });

        Assert.Equal(code, found.SingleOrDefault()?.Code);
        Assert.Equal(isDegraded, found.SingleOrDefault()?.IsDegraded ?? false);
    }

    [Theory]
    [InlineData(CredentialRenewal.Worker, 1, null)]
    [InlineData(CredentialRenewal.Worker, -1, null)]
    [InlineData(CredentialRenewal.Others, 1, null)]
    [InlineData(CredentialRenewal.Others, -1, "credentials-expired")]
    public void Judge_CredentialsThatAreRenewed_CountOnlyWhenWhoeverDoesItHasNot(CredentialRenewal renewedBy, int hours, string? code) =>
        Assert.Equal(code, Judge(Well with { Credentials = new CredentialLife(Now.AddHours(hours), renewedBy) }).SingleOrDefault()?.Code);

    [Fact]
    public void Judge_Silence_IsReportedWhereTrafficIsExpected()
    {
        var expecting = new ChannelSettings { ExpectTrafficWithin = TimeSpan.FromHours(2) };
        var silent = Well with { LastMessageAt = Now.AddHours(-3) };

        Assert.Empty(Judge(silent));
        Assert.Empty(Judge(Well, expecting));
        var condition = Assert.Single(Judge(silent, expecting));
        Assert.Equal(("silent", "no message for 3 hours, one is expected within 2 hours", true), (condition.Code, condition.Reason, condition.IsDegraded));
    }

    [Fact]
    public void Judge_NeverAMessage_IsSilentFromItsFirstDayOn()
    {
        var expecting = new ChannelSettings { ExpectTrafficWithin = TimeSpan.FromDays(2) };

        Assert.Empty(Judge(Well with { LastMessageAt = null, FirstSeenAt = Now.AddDays(-1) }, expecting));
        Assert.Equal("silent", Assert.Single(Judge(Well with { LastMessageAt = null, FirstSeenAt = Now.AddDays(-3) }, expecting)).Code);
    }

    [Fact]
    public void Judge_WorkerThatWasDown_HasItsTimeToHearSomething()
    {
        var expecting = new ChannelSettings { ExpectTrafficWithin = TimeSpan.FromHours(2) };
        var down = Well with { LastMessageAt = Now.AddDays(-2) };

        Assert.Empty(Judge(down with { StartedAt = Now.AddMinutes(-14) }, expecting));
        Assert.Single(Judge(down with { StartedAt = Now.AddMinutes(-16) }, expecting));
    }

    private static IReadOnlyList<ChannelCondition> Judge(ChannelRecord record, ChannelSettings? settings = null) =>
        ChannelJudge.Judge(record, settings ?? new ChannelSettings(), isPolled: true, Now);
}
