using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>What X refuses, and what is refused to X.</summary>
public sealed class XSourceFaultTests
{
    private const string Problem = "https://api.x.com/2/problems/";

    [Fact]
    public async Task Poll_OneListFails_TheOthersGoOn()
    {
        await using var stage = new XSourceStage(options => options with { Search = "#ornekbank" });
        stage.Timeline.Instead = request => request.Target.StartsWith(XSourceStage.Search, StringComparison.Ordinal) ? XTimeline.Json("{}", 403) : null;
        stage.Mention(60);

        Assert.Equal([stage.KeyAt(60)], await stage.PollAsync());

        // With nothing new the fault is told, once in a while.
        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => stage.PollAsync());
        Assert.Equal(("not-allowed", false, null), (fault.Code, fault.Permanent, fault.RetryAfter));
        stage.Mention(30);
        Assert.Equal([stage.KeyAt(30)], await stage.PollAsync());
        Assert.Empty(await stage.PollAsync());
        stage.Clock.Now += TimeSpan.FromMinutes(16);
        await Assert.ThrowsAsync<ChannelFaultException>(() => stage.PollAsync());
        Assert.Contains(stage.Journal.Lines, line => line.StartsWith("Warning 5404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_ConnectionsBreakOfOneList_TheOthersGoOn()
    {
        await using var stage = new XSourceStage(options => options with { DirectMessages = true });
        stage.Timeline.Instead = request => request.Target.StartsWith(XSourceStage.Mentions, StringComparison.Ordinal) ? "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"data" : null;
        var id = stage.IdAt(60);
        stage.Timeline.Add(XSourceStage.Messages, XSamples.Dm(id, "salam"));

        Assert.Single(await stage.PollAsync());
    }

    [Fact]
    public async Task Poll_TooManyRequests_WaitsUntilTheReset()
    {
        await using var stage = new XSourceStage();
        stage.Timeline.Instead = _ => XTimeline.Json("{}", 429, $"x-rate-limit-reset: {stage.Clock.Now.AddMinutes(7).ToUnixTimeSeconds()}");
        Assert.Equal(("rate-limited", TimeSpan.FromMinutes(7)), await FaultAsync(stage));

        stage.Timeline.Instead = _ => XTimeline.Json("{}", 429, $"x-rate-limit-reset: {stage.Clock.Now.AddSeconds(5).ToUnixTimeSeconds()}");
        Assert.Equal(("rate-limited", TimeSpan.FromMinutes(1)), await FaultAsync(stage));

        stage.Timeline.Instead = _ => XTimeline.Json("{}", 429, "Retry-After: 30", $"x-rate-limit-reset: {stage.Clock.Now.AddMinutes(7).ToUnixTimeSeconds()}");
        Assert.Equal(("rate-limited", TimeSpan.FromSeconds(30)), await FaultAsync(stage));

        stage.Timeline.Instead = _ => XTimeline.Json("{}", 429, "x-rate-limit-reset: soon");
        Assert.Equal(("rate-limited", TimeSpan.FromMinutes(15)), await FaultAsync(stage));
    }

    [Theory]
    [InlineData(402, """{"title":"CreditsDepleted","detail":"Your enrolled account [17] does not have any credits to fulfill this request.","type":"https://api.x.com/2/problems/credits"}""")]
    [InlineData(403, """{"title":"UsageCapExceeded","type":"https://api.x.com/2/problems/usage-capped"}""")]
    [InlineData(429, """{"title":"UsageCapExceeded","detail":"Usage cap exceeded: Monthly product cap","type":"https://api.x.com/2/problems/usage-capped"}""")]
    public async Task Poll_CreditsUsed_PermanentAndNamed(int status, string body)
    {
        await using var stage = new XSourceStage();
        stage.Timeline.Instead = _ => XTimeline.Json(body, status);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => stage.PollAsync());

        Assert.Equal(("credits-used", true), (fault.Code, fault.Permanent));
        Assert.DoesNotContain("enrolled", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "login-refused", true)]
    [InlineData(403, "not-allowed", true)]
    [InlineData(404, "unexpected-answer", false)]
    [InlineData(400, "unexpected-answer", false)]
    [InlineData(503, "provider-down", false)]
    public async Task Poll_Refused_SaysHow(int status, string code, bool permanent)
    {
        await using var stage = new XSourceStage();
        stage.Timeline.Instead = _ => XTimeline.Json($$"""{"title":"No","detail":"{{XSamples.Secret}}"}""", status);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => stage.PollAsync());

        Assert.Equal((code, permanent), (fault.Code, fault.Permanent));
        Assert.DoesNotContain(XSamples.Secret, fault.ToString() + string.Concat(stage.Journal.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_ErrorsBesideData_DataIsTaken()
    {
        await using var stage = new XSourceStage();
        stage.Timeline.Instead = _ => XTimeline.Json($$"""
            {"data":[{{XSamples.Post(stage.IdAt(60), "a")}}],"errors":[{"type":"{{Problem}}resource-not-found","value":"5"}],"meta":{"result_count":1} }
            """);

        Assert.Equal([stage.KeyAt(60)], await stage.PollAsync());
    }

    [Fact]
    public async Task Poll_NothingButErrors_IsNoEmptyList()
    {
        await using var stage = new XSourceStage();
        stage.Timeline.Instead = _ => XTimeline.Json($$"""{"errors":[{"type":"{{Problem}}resource-not-found","value":"2244994945"}]}""");

        Assert.Equal("unexpected-answer", (await FaultAsync(stage)).Code);
        Assert.Null(stage.Cursor);
    }

    [Fact]
    public async Task Poll_ReadsOfTheDayUsedUp_WaitsForMidnightAndGoesOn()
    {
        await using var stage = new XSourceStage(options => options with { ReadsPerDay = 250 });
        for (var n = 0; n < 600; n++)
        {
            stage.Mention(5_000 - n);
        }

        // Three pages reach the limit; what lies below them is left for the next days.
        Assert.Equal(300, (await stage.PollAsync()).Count);
        Assert.Equal(300, stage.Place.Reads);
        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => stage.PollAsync());
        Assert.Equal(("daily-reads-used", TimeSpan.FromHours(14.5), false), (fault.Code, fault.RetryAfter, fault.Permanent));
        stage.Restart();
        await Assert.ThrowsAsync<ChannelFaultException>(() => stage.PollAsync());
        Assert.Equal(3, stage.Timeline.Asked.Count);

        stage.Clock.Now += TimeSpan.FromDays(1);
        await stage.PollAsync();
        stage.Clock.Now += TimeSpan.FromDays(1);
        await stage.PollAsync();
        Assert.Equal(600, stage.Taken.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Poll_TheOverlapAgainAndAgain_IsCountedOnce()
    {
        await using var stage = new XSourceStage(options => options with { ReadsPerDay = 100 });
        for (var n = 0; n < 60; n++)
        {
            stage.Mention(500 - n);
        }

        for (var n = 0; n < 5; n++)
        {
            await stage.PollAsync();
        }

        Assert.Equal(60, stage.Place.Reads);
    }

    private static async Task<(string Code, TimeSpan? RetryAfter)> FaultAsync(XSourceStage stage)
    {
        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => stage.PollAsync());
        return (fault.Code, fault.RetryAfter);
    }
}
