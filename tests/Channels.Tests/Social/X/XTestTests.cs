using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>What <c>check</c> finds.</summary>
public sealed class XTestTests : IAsyncDisposable
{
    private const string Me = $$"""{"data":{"name":"Bank","username":"bank","id":"{{XSamples.Own}}"} }""";

    private readonly XTimeline _x = new();
    private readonly HttpClient _http = TestSetup.NewHttp();

    [Fact]
    public async Task Test_OurAccount_HealthyByOneRequest()
    {
        _x.Instead = _ => XTimeline.Json(Me, 200, "x-access-level: read-write-directmessages");

        Assert.Equal(new ConnectionReport(true, $"X: logged in as account {XSamples.Own}"), await TestAsync());
        Assert.Equal(["/2/users/me"], _x.Asked);
    }

    [Theory]
    [InlineData("read", "private-then-public", false, "may not write")]
    [InlineData("read", "none", true, "may not write")]
    [InlineData("read-write", "private-then-public", false, "direct messages")]
    [InlineData("read-write", "public", true, "direct messages")]
    [InlineData("read", "none", false, null)]
    [InlineData("read-write", "public", false, null)]
    [InlineData("something-new", "private", true, null)]
    public async Task Test_AppWithFewPermissions_SaysWhatIsMissing(string level, string reply, bool messages, string? said)
    {
        _x.Instead = _ => XTimeline.Json(Me, 200, $"x-access-level: {level}");

        var report = await TestAsync(XSamples.Options with { Reply = reply, DirectMessages = messages });

        Assert.Equal(said is null, report.Healthy);
        Assert.Contains(said ?? "logged in", report.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"data":{"id":"17"}}""", "UserId is another one")]
    [InlineData(200, """{"errors":[{"title":"no"}]}""", "does not say")]
    [InlineData(200, "[]", "no whole JSON object")]
    [InlineData(401, "{}", "refuses the credentials")]
    [InlineData(403, "{}", "see in the developer portal")]
    [InlineData(402, """{"title":"CreditsDepleted"}""", "used up")]
    [InlineData(429, "{}", "more slowly")]
    [InlineData(503, "{}", "fault of its own")]
    public async Task Test_SomethingWrong_SaysWhat(int status, string body, string said)
    {
        _x.Instead = _ => XTimeline.Json(body, status);

        var report = await TestAsync();

        Assert.False(report.Healthy);
        Assert.Contains(said, report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_NobodyListens_SaysSo()
    {
        _x.GoDown();

        var report = await TestAsync();

        Assert.False(report.Healthy);
        Assert.Contains("cannot be reached", report.Summary, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _x.DisposeAsync();
    }

    private Task<ConnectionReport> TestAsync(XOptions? options = null) =>
        XSamples.Open((options ?? XSamples.Options) with { ApiUrl = _x.Url }, _http).Test.TestAsync(TestContext.Current.CancellationToken);
}
