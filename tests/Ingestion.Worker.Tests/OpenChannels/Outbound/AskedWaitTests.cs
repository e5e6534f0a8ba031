using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Outbound;

/// <summary>The clock of the tests stands at Saturday, 21 November 2026, 12:00 UTC, until a test moves it.</summary>
public sealed class AskedWaitTests : IAsyncLifetime
{
    private readonly ProviderRig _rig = new(new() { ResetHeader = "x-rate-limit-reset" });

    [Theory]
    [InlineData(429, "Retry-After", "120")]
    [InlineData(429, "Retry-After", "Sat, 21 Nov 2026 12:02:00 GMT")]
    [InlineData(429, "x-rate-limit-reset", "1795262520")]
    [InlineData(503, "Retry-After", "120")]
    [InlineData(500, "Retry-After", "Sat, 21 Nov 2026 12:02:00 GMT")]
    public async Task Get_AskedToWaitLong_SendsNothingBeforeTheTime(int status, string header, string value)
    {
        await _rig.Provider.StubInTurnAsync(
            "GET", "/list", new WireMockAnswer(status) { Headers = new Dictionary<string, string> { [header] = value } }, WireMockAnswer.Json("[]"));

        using (var refused = await _rig.SendAsync("GET", "/list"))
        {
            Assert.Equal(status, (int)refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(120), refused.Headers.RetryAfter?.Delta);
        }

        _rig.Time.Advance(TimeSpan.FromSeconds(50));
        var fault = await _rig.FaultAsync("GET", "/list");
        Assert.Equal(("rate-limited", TimeSpan.FromSeconds(70)), (fault.Code, fault.RetryAfter));
        _rig.Time.Advance(TimeSpan.FromSeconds(67));
        Assert.Equal(TimeSpan.FromSeconds(3), (await _rig.FaultAsync("POST", "/other")).RetryAfter);
        Assert.Equal(1, await _rig.ArrivedAsync());

        _rig.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, await _rig.StatusAsync("GET", "/list"));
    }

    [Fact]
    public async Task Get_AskedToWaitShortly_WaitsAndGoesOn()
    {
        await _rig.Provider.StubInTurnAsync("GET", "/list", WireMockAnswer.Wait("1"), WireMockAnswer.Json("[]"));

        Assert.Equal(200, await _rig.StatusAsync("GET", "/list"));

        Assert.Equal(2, await _rig.ArrivedAsync());
        Assert.InRange((_rig.Time.GetUtcNow() - Start).TotalSeconds, 1, 1.25);
    }

    [Fact]
    public async Task Post_WhileTheProviderWaitsShortly_GoesOutAfterwards()
    {
        await _rig.Provider.StubInTurnAsync("POST", "/send", WireMockAnswer.Wait("1"), new WireMockAnswer(201));

        Assert.Equal(429, await _rig.StatusAsync("POST", "/send"));
        Assert.Equal(1, await _rig.ArrivedAsync());
        Assert.Equal(201, await _rig.StatusAsync("POST", "/send"));

        Assert.InRange((_rig.Time.GetUtcNow() - Start).TotalSeconds, 1, 1.25);
    }

    [Fact]
    public async Task Post_RefusedWithoutATime_IsHeldBackLongerEachTime()
    {
        await _rig.Provider.StubAsync("POST", "/send", new WireMockAnswer(429));
        List<double> waits = [];
        for (var time = 0; time < 8; time++)
        {
            using var refused = await _rig.SendAsync("POST", "/send");
            waits.Add(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            _rig.Time.Advance(refused.Headers.RetryAfter.Delta.Value);
        }

        Assert.Equal([1.25, 2.5, 5, 10, 20, 40, 75, 75], waits);
    }

    [Fact]
    public async Task Post_TakenAfterRefusals_BeginsAnew()
    {
        await _rig.Provider.StubInTurnAsync("POST", "/send", new WireMockAnswer(429), new WireMockAnswer(429), new WireMockAnswer(201), new WireMockAnswer(429));
        foreach (var (status, wait) in new[] { (429, 1.25), (429, 2.5), (201, 0), (429, 1.25) })
        {
            using var response = await _rig.SendAsync("POST", "/send");
            Assert.Equal((status, wait), ((int)response.StatusCode, response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0));
            _rig.Time.Advance(TimeSpan.FromSeconds(wait));
        }
    }

    [Theory]
    [InlineData("Retry-After", "Sat, 21 Nov 2026 11:00:00 GMT")]
    [InlineData("Retry-After", "soon")]
    [InlineData("x-rate-limit-reset", "-5")]
    [InlineData("x-rate-limit-reset", "99999999999999999999")]
    [InlineData("x-rate-limit-reset", "9223372036854775807")]
    public async Task Post_AskedForNonsense_CountsAsNoTime(string header, string value)
    {
        await _rig.Provider.StubAsync("POST", "/send", new WireMockAnswer(429) { Headers = new Dictionary<string, string> { [header] = value } });

        using var response = await _rig.SendAsync("POST", "/send");

        Assert.Equal(1.25, response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    [Fact]
    public async Task Post_AskedToWaitForYears_WaitsADay()
    {
        await _rig.Provider.StubAsync("POST", "/send", WireMockAnswer.Wait("999999999"));

        Assert.Equal(429, await _rig.StatusAsync("POST", "/send"));

        Assert.Equal(TimeSpan.FromDays(1), (await _rig.FaultAsync("POST", "/send")).RetryAfter);
    }

    [Fact]
    public async Task Get_RetryAfterOfAnotherStatus_IsNotHeeded()
    {
        await _rig.Provider.StubAsync("GET", "/list", WireMockAnswer.Wait("120", 404));

        Assert.Equal(404, await _rig.StatusAsync("GET", "/list"));

        Assert.Equal(404, await _rig.StatusAsync("GET", "/list"));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private static DateTimeOffset Start { get; } = new Core.ManualTime().GetUtcNow();
}
