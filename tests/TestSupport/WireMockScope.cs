using System.Globalization;
using System.Text.Json.Nodes;

namespace TestSupport;

/// <summary>
/// One test's part of WireMock: everything below a first path segment that nobody else has. Requests there that no stub fits are answered 404.
/// Stubs and journal go with it.
/// </summary>
public sealed class WireMockScope : IAsyncDisposable
{
    private readonly WireMockServer _server;
    private readonly string _name = $"t-{Guid.NewGuid():N}";

    private WireMockScope(WireMockServer server) => _server = server;

    /// <summary>What a connector gets as its provider's address, without a slash at the end: <c>http://127.0.0.1:25000/t-4f…</c>.</summary>
    public string BaseUrl => $"{_server.Address.GetLeftPart(UriPartial.Authority)}/{_name}";

    public static WireMockScope Open() => new(WireMockServer.Running);

    /// <summary>The address of a path below the scope.</summary>
    public Uri Url(string path) => new(BaseUrl + path);

    public Task StubAsync(string method, string path, WireMockAnswer answer) => StubAsync(new WireMockStub(method, path, answer));

    public async Task StubAsync(params IEnumerable<WireMockStub> stubs)
    {
        foreach (var stub in stubs)
        {
            await _server.AskAsync("mappings", stub.ToJson(_name));
        }
    }

    /// <summary>The first request gets the first answer and so on; the last one repeats.</summary>
    public async Task StubInTurnAsync(string method, string path, params IReadOnlyList<WireMockAnswer> answers)
    {
        for (var turn = 0; turn < answers.Count; turn++)
        {
            await StubAsync(new WireMockStub(method, path, answers[turn])
            {
                Scenario = $"{method} {path}",
                InState = State(turn),
                ThenState = State(Math.Min(turn + 1, answers.Count - 1)),
            });
        }
    }

    /// <summary>Every request that came so far, oldest first; also those that no stub fitted and those not answered yet.</summary>
    /// <param name="method">Only these; null: all.</param>
    /// <param name="path">Only this path below the scope; null: all.</param>
    public async Task<IReadOnlyList<WireMockRequest>> RequestsAsync(string? method = null, string? path = null)
    {
        var found = await _server.AskAsync("requests/find", Here());
        return
        [
            .. found!.Value.GetProperty("requests").EnumerateArray()
                .Select(request => WireMockRequest.From(request, _name))
                .Where(request => (method is null || request.Method == method) && (path is null || request.Path == path)),
        ];
    }

    /// <summary>Waits until that many requests have come.</summary>
    public Task WaitForRequestsAsync(int atLeast, string? path = null, TimeSpan? atMost = null) => Wait.UntilAsync(
        async () => (await RequestsAsync(path: path)).Count >= atLeast, string.Create(CultureInfo.InvariantCulture, $"{atLeast} requests at WireMock"), atMost);

    /// <summary>Forgets the stubs and their scenarios, and keeps the journal.</summary>
    public Task RemoveStubsAsync() => _server.AskAsync(
        "mappings/remove-by-metadata",
        new JsonObject { ["matchesJsonPath"] = new JsonObject { ["expression"] = "$.scope", ["equalTo"] = _name } });

    public async ValueTask DisposeAsync()
    {
        await RemoveStubsAsync();
        await _server.AskAsync("requests/remove", Here());
    }

    private static string State(int turn) => turn == 0 ? "Started" : string.Create(CultureInfo.InvariantCulture, $"turn {turn}");

    private JsonObject Here() => new() { ["urlPathPattern"] = $"/{_name}(/.*)?" };
}
