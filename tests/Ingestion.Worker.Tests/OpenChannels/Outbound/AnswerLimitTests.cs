using System.IO.Compression;
using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Outbound;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Outbound;

public sealed class AnswerLimitTests : IAsyncLifetime
{
    private const int Limit = 1024 * 1024;
    private readonly ProviderRig _rig = new(options: new OutboundOptions { LargestAnswer = Limit, FewestRequests = 100 });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task Get_AnswerAtTheLimit_EndsThere(int size, bool whole)
    {
        await StubAsync("GET", new byte[size], []);

        if (whole)
        {
            using var response = await _rig.SendAsync("GET", "/list");
            Assert.Equal(size, (await response.Content.ReadAsByteArrayAsync(Cancel)).Length);
        }
        else
        {
            Assert.Equal("answer-too-large", (await _rig.FaultAsync("GET", "/list")).Code);
            Assert.Equal(1, await _rig.ArrivedAsync());
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Get_ABombOfAFewBytes_IsCutAtTheLimit(string encoding)
    {
        const long Most = 512L * 1024 * 1024;
        await StubAsync("GET", Bomb(encoding), ["Content-Encoding", encoding]);
        var least = long.MaxValue;

        // The least of some: tests beside this one allocate too.
        for (var tries = 0; tries < 5 && least > Most; tries++)
        {
            var before = GC.GetTotalAllocatedBytes();
            Assert.Equal("answer-too-large", (await _rig.FaultAsync("GET", "/list")).Code);
            least = Math.Min(least, GC.GetTotalAllocatedBytes() - before);
        }

        Assert.InRange(least, 0, Most);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("br, gzip")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task Get_EncodedAsNobodyAsked_IsNoAnswer(string encoding)
    {
        await StubAsync("GET", Compress(Compress([1, 2, 3])), ["Content-Encoding", encoding]);

        Assert.Equal("unexpected-answer", (await _rig.FaultAsync("GET", "/list")).Code);
        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Any_AnswerWithoutEnd_IsCutAtTheLimit(string method)
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.HearUntilAsync("");
            await session.SayAsync("HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n");
            var chunk = $"1000\r\n{new string('x', 0x1000)}\r\n";
            while (true)
            {
                await session.SayAsync(chunk);
            }
        });
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://127.0.0.1:{server.Port}/");

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(async () =>
        {
            using var response = await _rig.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            await response.Content.ReadAsByteArrayAsync(Cancel);
        });

        Assert.Equal("answer-too-large", fault.Code);
    }

    [Fact]
    public async Task Get_AnswerThatDrips_EndsAtTheTimeOut()
    {
        await _rig.Provider.StubAsync("GET", "/list", WireMockAnswer.Text(new string('x', 3000)) with { Dribble = (3000, TimeSpan.FromMinutes(5)) });

        var asking = _rig.BeginAsync("GET", "/list");
        await Wait.UntilAsync(() => _rig.Time.Waits.Count >= 3, "the answer has begun: call, request and body have their time-outs");
        Assert.False(asking.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("no-answer", (await Assert.ThrowsAsync<ChannelFaultException>(() => asking)).Code);
        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Post_AnswerThatDrips_IsKnownByItsStatusAndEndsForWhoReadsIt()
    {
        await _rig.Provider.StubAsync("POST", "/send", WireMockAnswer.Text(new string('x', 3000), status: 201) with { Dribble = (3000, TimeSpan.FromMinutes(5)) });

        using var response = await _rig.BeginAsync("POST", "/send");
        Assert.Equal(201, (int)response.StatusCode);
        var before = _rig.Time.Waits.Count;
        var reading = response.Content.ReadAsStringAsync(Cancel);
        await Wait.UntilAsync(() => _rig.Time.Waits.Count > before, "the reading has its time-out");
        Assert.False(reading.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("no-answer", (await Assert.ThrowsAsync<ChannelFaultException>(() => reading)).Code);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Any_NoAnswer_EndsAtTheConnectorsTimeAndIsNotRepeated(string method)
    {
        await _rig.Provider.StubAsync(method, "/hang", new WireMockAnswer { Delay = TimeSpan.FromMinutes(5) });

        var asking = _rig.BeginAsync(method, "/hang");
        await _rig.Provider.WaitForRequestsAsync(1);
        _rig.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(asking.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("no-answer", (await Assert.ThrowsAsync<ChannelFaultException>(() => asking)).Code);
        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Call_OfManyRequests_EndsAltogether()
    {
        await using var rig = new ProviderRig(new ProviderLimits { AnswerWithin = TimeSpan.FromMinutes(5) }, new OutboundOptions { Beyond = TimeSpan.FromSeconds(-290) });
        await rig.Provider.StubInTurnAsync("GET", "/list", new WireMockAnswer(503), new WireMockAnswer { Delay = TimeSpan.FromMinutes(5) });

        var asking = rig.Time.PassAsync(rig.BeginAsync("GET", "/list"), TimeSpan.FromSeconds(5));
        await rig.Provider.WaitForRequestsAsync(2);
        rig.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("no-answer", (await Assert.ThrowsAsync<ChannelFaultException>(() => asking)).Code);
    }

    [Fact]
    public async Task Caller_WhoGivesUp_IsToldSo()
    {
        await _rig.Provider.StubAsync("GET", "/hang", new WireMockAnswer { Delay = TimeSpan.FromMinutes(5) });
        using var stop = new CancellationTokenSource();

        var asking = _rig.BeginAsync("GET", "/hang", cancel: stop.Token);
        await _rig.Provider.WaitForRequestsAsync(1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    /// <summary>Zeros: with gzip a gigabyte, a megabyte a thousand times over, which its format allows; with Brotli 64 MB.</summary>
    private static byte[] Bomb(string encoding)
    {
        if (encoding == "gzip")
        {
            var member = Compress(new byte[1024 * 1024]);
            return [.. Enumerable.Repeat(member, 1024).SelectMany(bytes => bytes)];
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var piece = new byte[1024 * 1024];
            for (var written = 0; written < 64; written++)
            {
                brotli.Write(piece);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private Task StubAsync(string method, byte[] body, string[] header) => _rig.Provider.StubAsync(method, "/list", new WireMockAnswer
    {
        Body = body, Headers = header.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { [header[0]] = header[1] },
    });
}
