using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Settings;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Media;

public sealed class MediaFetcherTests
{
    private static readonly AuthenticationHeaderValue Credentials = new("Basic", "c2VjcmV0");

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FetchAsync_Body_IsWrittenWithItsType()
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => HttpStub.Reply(200, "photo", "Content-Type: Image/JPEG; q=1", "Set-Cookie: a=b");
        using var bench = Inside(stub.Port);

        var fetch = await bench.FetchAsync(Url(stub.Port), Ends);
        await bench.FetchAsync(Url(stub.Port), Ends);

        Assert.Equal(AttachmentFetch.Kept with { MediaType = "image/jpeg" }, fetch);
        Assert.Equal("photo", bench.Text);
        Assert.All(stub.Requests, request => Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent"], request.Headers.Keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(404, "gone")]
    [InlineData(410, "gone")]
    [InlineData(204, "http-204")]
    [InlineData(206, "http-206")]
    [InlineData(400, "http-400")]
    [InlineData(451, "http-451")]
    public async Task FetchAsync_AnswerThatStays_IsWithheld(int status, string reason)
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => HttpStub.Reply(status, status == 204 ? "" : "no");
        using var bench = Inside(stub.Port);

        Assert.Equal(new AttachmentFetch(reason), await bench.FetchAsync(Url(stub.Port), Ends));
        Assert.Equal(0, bench.Got.Length);
    }

    [Theory]
    [InlineData(401, "media-not-allowed")]
    [InlineData(403, "media-not-allowed")]
    [InlineData(408, "media-unavailable")]
    [InlineData(429, "media-unavailable")]
    [InlineData(500, "media-unavailable")]
    [InlineData(503, "media-unavailable")]
    public async Task FetchAsync_AnswerThatPasses_Throws(int status, string code)
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => HttpStub.Reply(status, "no", "Retry-After: 120");
        using var bench = Inside(stub.Port);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync(Url(stub.Port), Ends));

        Assert.Equal(code, fault.Code);
        Assert.Equal(TimeSpan.FromMinutes(2), fault.RetryAfter);
        Assert.DoesNotContain("media.example", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_ServerThatIsAway_ThrowsWithoutNamingIt()
    {
        var stub = HttpStub.Start();
        await stub.DisposeAsync();
        using var bench = Inside(stub.Port);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync(Url(stub.Port), Ends));

        Assert.Equal("media-unreachable", fault.Code);
        Assert.DoesNotContain("media.example", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_NameThatIsNotKnown_IsTriedAgainLater()
    {
        using var bench = new MediaBench(new MediaSettings(), (_, _) => []);

        Assert.Equal("media-unreachable", (await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync("https://media.example/", Ends))).Code);
    }

    [Fact]
    public async Task FetchAsync_FiveRedirects_AreFollowedAndSixAreNot()
    {
        await using var stub = HttpStub.Start();
        stub.Answer = request => request.Target == "/0" ? HttpStub.Reply(200, "here") : HttpStub.Reply(302, "", Next(request.Target));
        using var bench = Inside(stub.Port);

        Assert.Null((await bench.FetchAsync(Url(stub.Port, "5"), Ends)).WithheldBecause);
        Assert.Equal("here", bench.Text);
        Assert.Equal("too-many-redirects", (await bench.FetchAsync(Url(stub.Port, "6"), Ends)).WithheldBecause);
        Assert.Equal("redirect-not-allowed", (await bench.FetchAsync(Url(stub.Port, "x"), Ends)).WithheldBecause);

        static string Next(string target) =>
            int.TryParse(target.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? string.Create(CultureInfo.InvariantCulture, $"Location: /{left - 1}") : "X-None: 1";
    }

    [Theory]
    [InlineData("http://media.example/", "scheme-not-allowed")]
    [InlineData("https://media.example:8443/", "port-not-allowed")]
    [InlineData("https://user@media.example/", "address-not-allowed")]
    [InlineData("data:text/plain,x", "scheme-not-allowed")]
    [InlineData("file:///etc/passwd", "scheme-not-allowed")]
    public async Task FetchAsync_AsDelivered_OnlyHttpsOnItsPort(string url, string reason)
    {
        using var bench = new MediaBench(new MediaSettings());

        Assert.Equal(reason, (await bench.FetchAsync(url, Ends)).WithheldBecause);
        Assert.Equal(0, bench.NamesAsked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FetchAsync_MoreThanTheLimit_IsTooLarge(bool told)
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => told ? HttpStub.Reply(200, new string('x', 1001)) : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', 100_000);
        using var bench = Inside(stub.Port, maxBytes: 1000);

        Assert.Equal("too-large", (await bench.FetchAsync(Url(stub.Port), Ends)).WithheldBecause);
        Assert.True(bench.Got.Length <= 1000);
    }

    [Fact]
    public async Task FetchAsync_ExactlyTheLimit_IsKept()
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => HttpStub.Reply(200, new string('x', 1000));
        using var bench = Inside(stub.Port, maxBytes: 1000);

        Assert.Null((await bench.FetchAsync(Url(stub.Port), Ends)).WithheldBecause);
        Assert.Equal(1000, bench.Got.Length);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task FetchAsync_BombBehindAnEncoding_IsCutAtTheLimit(string encoding)
    {
        await using var server = Serving(Packed(encoding, new byte[50 * 1024 * 1024]), encoding);
        using var bench = Inside(server.Port, maxBytes: 100_000);

        Assert.Equal("too-large", (await bench.FetchAsync(Url(server.Port), Ends)).WithheldBecause);
        Assert.True(bench.Got.Length <= 100_000);
    }

    [Fact]
    public async Task FetchAsync_EncodedAlthoughNotAsked_IsDecoded()
    {
        await using var server = Serving(Packed("gzip", "photo"u8.ToArray()), "gzip");
        using var bench = Inside(server.Port);

        Assert.Null((await bench.FetchAsync(Url(server.Port), Ends)).WithheldBecause);
        Assert.Equal("photo", bench.Text);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("compress")]
    public async Task FetchAsync_ChainedOrUnknownEncoding_IsWithheld(string encoding)
    {
        await using var server = Serving(Packed("gzip", "photo"u8.ToArray()), encoding);
        using var bench = Inside(server.Port);

        Assert.Equal("encoding-not-supported", (await bench.FetchAsync(Url(server.Port), Ends)).WithheldBecause);
    }

    [Fact]
    public async Task FetchAsync_BodyThatBreaksOff_Throws()
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf";
        using var bench = Inside(stub.Port);

        Assert.Equal("media-cut", (await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync(Url(stub.Port), Ends))).Code);
    }

    /// <summary>Nothing at all; headers that never end; a body that stops; a body that never ends, byte by byte.</summary>
    [Theory]
    [InlineData("", "", 600)]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Slow: 1\r\n", 600)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "", 600)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", ".", 2)]
    public async Task FetchAsync_ServerThatDribbles_IsGivenUp(string start, string drip, int silenceInSeconds)
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.HearUntilAsync("");
            await session.SayAsync(start);
            while (true)
            {
                await Task.Delay(100, Ends);
                await session.SayAsync(drip);
            }
        });
        using var bench = new MediaBench(new MediaSettings
        {
            AllowHttp = true,
            AllowedPorts = [server.Port],
            AllowedNetworks = ["127.0.0.1"],
            Timeout = silenceInSeconds == 600 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(3),
            SilenceTimeout = TimeSpan.FromSeconds(silenceInSeconds),
        });

        Assert.Equal("media-timeout", (await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync(Url(server.Port), Ends))).Code);
    }

    [Fact]
    public async Task FetchAsync_SilentServer_IsGivenUpBeforeTheWholeTime()
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => "";
        using var bench = new MediaBench(new MediaSettings
        {
            AllowHttp = true, AllowedPorts = [stub.Port], AllowedNetworks = ["127.0.0.1"], SilenceTimeout = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromHours(6),
        });

        Assert.Equal("media-timeout", (await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync(Url(stub.Port), Ends))).Code);
    }

    [Fact]
    public async Task FetchAsync_Cancelled_SaysSo()
    {
        await using var stub = HttpStub.Start();
        using var stop = new CancellationTokenSource();
        stub.Answer = _ =>
        {
            stop.Cancel();
            return "";
        };
        using var bench = Inside(stub.Port);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.FetchAsync(Url(stub.Port), stop.Token));
    }

    /// <summary>Over https to the provider's hosts only, and never again once the way has left them.</summary>
    [Theory]
    [InlineData("api.provider.example", "/media", true)]
    [InlineData("API.Provider.Example", "/media", true)]
    [InlineData("files.cdn.example", "/media", true)]
    [InlineData("cdn.example", "/media", false)]
    [InlineData("evilcdn.example", "/media", false)]
    [InlineData("provider.example", "/media", false)]
    [InlineData("api.provider.example.evil.example", "/media", false)]
    [InlineData("evil.example", "/media", false)]
    [InlineData("api.provider.example", "/out", false)]
    [InlineData("api.provider.example", "/out-and-back", false)]
    [InlineData("api.provider.example", "/to-the-other", true)]
    public async Task FetchAsync_Credentials_ReachTheProviderOnly(string host, string path, bool expected)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(host, "*.example", "*.provider.example", "*.cdn.example", "evil.example");
        var seen = new List<(string Target, string? Authorization)>();
        var port = 0;
        await using var server = new ScriptedServer(async session =>
        {
            await session.SecureAsync(certificate);
            var target = (await session.HearAsync()).Split(' ')[1];
            string? authorization = null;
            for (var line = await session.HearAsync(); line.Length > 0; line = await session.HearAsync())
            {
                authorization = line.StartsWith("Authorization:", StringComparison.Ordinal) ? line : authorization;
            }

            lock (seen)
            {
                seen.Add((target, authorization));
            }

            var next = target switch
            {
                "/out" => $"https://evil.example:{port}/media",
                "/out-and-back" => $"https://evil.example:{port}/back",
                "/back" => $"https://api.provider.example:{port}/media",
                "/to-the-other" => $"https://files.cdn.example:{port}/media",
                _ => null,
            };
            await session.SayAsync(next is null ? HttpStub.Reply(200, "photo") : HttpStub.Reply(302, "", $"Location: {next}"));
        });
        port = server.Port;
        using var bench = new MediaBench(new MediaSettings { AllowedPorts = [port], AllowedNetworks = ["127.0.0.1"] }, trusted: authority);

        var fetch = await bench.FetchAsync(
            new MediaRequest(new Uri($"https://{host}:{port}{path}")) { Authorization = Credentials, CredentialHosts = ["api.provider.example", "*.cdn.example"] }, Ends);

        Assert.Null(fetch.WithheldBecause);
        Assert.Equal(expected ? "Authorization: Basic c2VjcmV0" : null, seen[^1].Authorization);
        Assert.All(seen.Where(request => request.Target == "/back"), request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task FetchAsync_CredentialsOverHttp_StayHere()
    {
        await using var stub = HttpStub.Start();
        using var bench = Inside(stub.Port);

        await bench.FetchAsync(new MediaRequest(new Uri(Url(stub.Port))) { Authorization = Credentials, CredentialHosts = ["media.example"] }, Ends);

        Assert.False(Assert.Single(stub.Requests).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task FetchAsync_FromHttpsToHttp_IsNotFollowedEvenWhereHttpIsAllowed()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("media.example");
        await using var stub = HttpStub.Start();
        await using var server = new ScriptedServer(async session =>
        {
            await session.SecureAsync(certificate);
            await session.HearUntilAsync("");
            await session.SayAsync(HttpStub.Reply(302, "", $"Location: {Url(stub.Port)}"));
        });
        using var bench = new MediaBench(
            new MediaSettings { AllowHttp = true, AllowedPorts = [server.Port, stub.Port], AllowedNetworks = ["127.0.0.1"] }, trusted: authority);

        Assert.Equal("redirect-not-allowed", (await bench.FetchAsync($"https://media.example:{server.Port}/", Ends)).WithheldBecause);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task FetchAsync_CertificateOfAnotherName_IsRefused()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("other.example");
        await using var server = new ScriptedServer(session => session.SecureAsync(certificate));
        using var bench = new MediaBench(new MediaSettings { AllowedPorts = [server.Port], AllowedNetworks = ["127.0.0.1"] }, trusted: authority);

        Assert.Equal("media-unreachable", (await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync($"https://media.example:{server.Port}/", Ends))).Code);
    }

    private static string Url(int port, string path = "") => string.Create(CultureInfo.InvariantCulture, $"http://media.example:{port}/{path}");

    private static MediaBench Inside(int port, long maxBytes = 1024 * 1024) =>
        new(new MediaSettings { AllowHttp = true, AllowedPorts = [port], AllowedNetworks = ["127.0.0.1"] }, maxBytes: maxBytes);

    private static ScriptedServer Serving(byte[] body, string encoding) => new(async session =>
    {
        await session.HearUntilAsync("");
        await session.SayAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await session.SayAsync(body);
    });

    private static byte[] Packed(string encoding, byte[] content)
    {
        var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Fastest),
        })
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
