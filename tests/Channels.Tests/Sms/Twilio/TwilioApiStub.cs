using System.Text;
using Ingestion.Channels.Sms.Twilio;
using Channels.Tests.Contracts;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

/// <summary>Twilio's REST API, played by WireMock behind a proxy that can be taken down.</summary>
internal sealed class TwilioApiStub : IAsyncDisposable
{
    public const string Messages = $"/2010-04-01/Accounts/{TwilioSamples.Account}/Messages.json";

    private readonly TcpProxy _proxy;

    private TwilioApiStub(WireMockScope scope)
    {
        var address = new Uri(scope.BaseUrl);
        Scope = scope;
        _proxy = new TcpProxy(address.Host, address.Port);
        Options = TwilioSamples.Options with { ApiUrl = $"http://127.0.0.1:{_proxy.Port}{address.AbsolutePath}" };
    }

    public WireMockScope Scope { get; }

    public HttpClient Http { get; } = TestSetup.NewHttp();

    public TwilioOptions Options { get; }

    /// <summary>Messages of each page of the list.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Items in the order of their arrival: sid, and the JSON of the item.</summary>
    public List<(string Sid, string Json)> Items { get; } = [];

    public static TwilioApiStub Start(int pageSize = 1000) => new(WireMockScope.Open()) { PageSize = pageSize };

    public static string OneMessage(string sid) => $"/2010-04-01/Accounts/{TwilioSamples.Account}/Messages/{sid}.json";

    public void GoDown() => _proxy.GoDown();

    public void ComeUp() => _proxy.Heal();

    /// <summary>Serves the items, newest first, page by page, and each by its sid.</summary>
    /// <param name="spoil">Changes a page's body before it is sent.</param>
    public async Task PublishAsync(Func<string, string>? spoil = null)
    {
        await Scope.RemoveStubsAsync();
        var newestFirst = Items.AsEnumerable().Reverse().Chunk(PageSize).ToArray();
        for (var n = 0; n < Math.Max(1, newestFirst.Length); n++)
        {
            var next = n + 1 < newestFirst.Length ? $"\"{Messages}?PageSize={PageSize}&Page={n + 1}&PageToken=PT{n + 1}\"" : "null";
            var items = n < newestFirst.Length ? string.Join(',', newestFirst[n].Select(one => one.Json)) : "";
            var body = $$"""{"first_page_uri":"{{Messages}}?PageSize={{PageSize}}","end":0,"messages":[{{items}}],"next_page_uri":{{next}},"page":{{n}},"page_size":{{PageSize}}}""";
            await Scope.StubAsync(new WireMockStub("GET", Messages, WireMockAnswer.Json(spoil is null ? body : spoil(body)))
            {
                Query = new Dictionary<string, string?> { ["PageToken"] = n == 0 ? null : $"PT{n}" },
            });
        }

        foreach (var (sid, json) in Items)
        {
            await Scope.StubAsync("GET", OneMessage(sid), WireMockAnswer.Json(json));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _proxy.DisposeAsync();
        await Scope.DisposeAsync();
    }

    public static string Login(string user, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"));
}
