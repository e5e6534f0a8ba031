using Channels.Tests.Contracts;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>X's API, played by WireMock behind a proxy that can be taken down. Lists are served whole, whatever since_id asks for.</summary>
internal sealed class XApiStub : IAsyncDisposable
{
    public const string Mentions = $"/2/users/{XSamples.Own}/mentions";

    private readonly TcpProxy _proxy;

    public XApiStub()
    {
        Scope = WireMockScope.Open();
        var address = new Uri(Scope.BaseUrl);
        _proxy = new TcpProxy(address.Host, address.Port);
        Options = XSamples.Options with { ApiUrl = $"http://127.0.0.1:{_proxy.Port}{address.AbsolutePath}" };
    }

    public WireMockScope Scope { get; }

    public HttpClient Http { get; } = TestSetup.NewHttp();

    public XOptions Options { get; }

    public int PageSize { get; init; } = 2;

    /// <summary>Posts in the order of their arrival.</summary>
    public List<string> Posts { get; } = [];

    public void GoDown() => _proxy.GoDown();

    public void ComeUp() => _proxy.Heal();

    /// <summary>Serves the posts as mentions, newest first, and all of them by their ids.</summary>
    /// <param name="spoil">Changes a page's body before it is sent.</param>
    public async Task PublishAsync(Func<string, string>? spoil = null)
    {
        await Scope.RemoveStubsAsync();
        var pages = Posts.AsEnumerable().Reverse().Chunk(PageSize).ToArray();
        for (var n = 0; n < Math.Max(1, pages.Length); n++)
        {
            var body = XSamples.Page(n < pages.Length ? pages[n] : [], n + 1 < pages.Length ? $"next{n + 1}" : null);
            await Scope.StubAsync(new WireMockStub("GET", Mentions, WireMockAnswer.Json(spoil is null ? body : spoil(body)))
            {
                Query = new Dictionary<string, string?> { ["pagination_token"] = n == 0 ? null : $"next{n}" },
            });
        }

        await Scope.StubAsync("GET", "/2/tweets", WireMockAnswer.Json(XSamples.Page(Posts)));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _proxy.DisposeAsync();
        await Scope.DisposeAsync();
    }
}
