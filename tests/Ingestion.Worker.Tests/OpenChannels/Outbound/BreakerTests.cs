using Ingestion.Worker.OpenChannels.Outbound;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Outbound;

public sealed class BreakerTests : IAsyncLifetime
{
    private const int Enough = 5;
    private readonly ProviderRig _rig = new(options: new OutboundOptions { Retries = 1 });

    [Fact]
    public async Task Storm_OfServerFaults_OpensAndOneGoodProbeCloses()
    {
        await OpenAsync();

        var fault = await _rig.FaultAsync("GET", "/list");
        Assert.Equal(("circuit-open", TimeSpan.FromSeconds(15)), (fault.Code, fault.RetryAfter));
        Assert.Equal(Enough, await _rig.ArrivedAsync());
        Assert.Equal([2201], _rig.Log.Events);

        await _rig.Provider.RemoveStubsAsync();
        await _rig.Provider.StubAsync("GET", "/list", WireMockAnswer.Json("[]"));
        _rig.Time.Advance(TimeSpan.FromSeconds(15));
        for (var request = 1; request <= 3; request++)
        {
            Assert.Equal(200, await _rig.StatusAsync("GET", "/list"));
            Assert.Equal(Enough + request, await _rig.ArrivedAsync());
        }

        Assert.Equal([2201, 2202], _rig.Log.Events);
    }

    [Fact]
    public async Task Probe_ThatFails_KeepsItOpenTwiceAsLongUpToAMinute()
    {
        await OpenAsync();
        List<double> breaks = [];
        for (var probe = 0; probe < 4; probe++)
        {
            var open = await _rig.FaultAsync("POST", "/send");
            breaks.Add(open.RetryAfter!.Value.TotalSeconds);
            _rig.Time.Advance(open.RetryAfter.Value);
            Assert.Equal(503, await _rig.StatusAsync("POST", "/send"));
        }

        Assert.Equal([15, 30, 60, 60], breaks);
        Assert.Equal(Enough + 4, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Probe_Underway_IsTheOnlyRequest()
    {
        await OpenAsync();
        await _rig.Provider.StubAsync("GET", "/slow", new WireMockAnswer { Delay = TimeSpan.FromMinutes(5) });
        _rig.Time.Advance(TimeSpan.FromSeconds(15));
        using var stop = new CancellationTokenSource();

        var probe = _rig.BeginAsync("GET", "/slow", cancel: stop.Token);
        await _rig.Provider.WaitForRequestsAsync(1, "/slow");
        Assert.Equal("circuit-open", (await _rig.FaultAsync("POST", "/send")).Code);
        Assert.Equal("circuit-open", (await _rig.FaultAsync("GET", "/list")).Code);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        Assert.Equal(Enough + 1, await _rig.ArrivedAsync());
        Assert.Equal("circuit-open", (await _rig.FaultAsync("GET", "/list")).Code);
    }

    [Fact]
    public async Task Open_OfOneChannel_LeavesAnotherAlone()
    {
        await OpenAsync();
        await _rig.Provider.StubAsync("GET", "/list", WireMockAnswer.Json("[]"));

        Assert.Equal(200, await _rig.StatusAsync("GET", "/list", _rig.NewClient("other")));
        Assert.Equal("circuit-open", (await _rig.FaultAsync("GET", "/list")).Code);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task Storm_OfRefusals_OpensNothing(int status)
    {
        await _rig.Provider.StubAsync("POST", "/send", new WireMockAnswer(status));

        for (var request = 0; request < 3 * Enough; request++)
        {
            Assert.Equal(status, await _rig.StatusAsync("POST", "/send"));
        }
    }

    [Fact]
    public async Task Storm_OfTooManyRequests_OpensNothing()
    {
        await _rig.Provider.StubAsync("POST", "/send", WireMockAnswer.Wait("1"));

        for (var request = 0; request < 3 * Enough; request++)
        {
            Assert.Equal(429, await _rig.StatusAsync("POST", "/send"));
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Faults_BesideEnoughAnswers_OpenNothing()
    {
        await _rig.Provider.StubAsync("POST", "/bad", new WireMockAnswer(500));
        await _rig.Provider.StubAsync("POST", "/good", new WireMockAnswer(201));

        for (var round = 0; round < 2 * Enough; round++)
        {
            Assert.Equal(500, await _rig.StatusAsync("POST", "/bad"));
            Assert.Equal(201, await _rig.StatusAsync("POST", "/good"));
        }
    }

    [Fact]
    public async Task Callers_WhoGiveUp_OpenNothing()
    {
        await _rig.Provider.StubAsync("GET", "/long-poll", new WireMockAnswer { Delay = TimeSpan.FromMinutes(5) });
        await _rig.Provider.StubAsync("GET", "/list", WireMockAnswer.Json("[]"));
        for (var request = 1; request <= 2 * Enough; request++)
        {
            using var stop = new CancellationTokenSource();
            var asking = _rig.BeginAsync("GET", "/long-poll", cancel: stop.Token);
            await _rig.Provider.WaitForRequestsAsync(request, "/long-poll");
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        }

        Assert.Equal(200, await _rig.StatusAsync("GET", "/list"));
    }

    [Theory]
    [InlineData(WireMockFault.ConnectionResetByPeer)]
    [InlineData(WireMockFault.MalformedResponseChunk)]
    public async Task Storm_OfBrokenConnections_Opens(WireMockFault fault)
    {
        await _rig.Provider.StubAsync("GET", "/list", WireMockAnswer.Failing(fault));
        for (var request = 0; request < 2; request++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => _rig.SendAsync("GET", "/list"));
        }

        // The fifth request opens it, and its repetition is the first that is not let through.
        Assert.Equal("circuit-open", (await _rig.FaultAsync("GET", "/list")).Code);
        Assert.Equal(Enough, await _rig.ArrivedAsync());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private async Task OpenAsync()
    {
        await _rig.Provider.StubAsync("POST", "/send", new WireMockAnswer(503));
        for (var request = 0; request < Enough; request++)
        {
            Assert.Equal(503, await _rig.StatusAsync("POST", "/send"));
        }
    }
}
