using System.Globalization;
using System.Text.Json;

namespace TestSupport;

/// <summary>
/// Plays X's lists: newest first, with since_id, until_id, max_results and page tokens, and gives pages twice when told to. It also takes posts and direct messages.
/// </summary>
public sealed class XTimeline : IAsyncDisposable
{
    private readonly HttpStub _http = HttpStub.Start();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<long, string>> _lists = new(StringComparer.Ordinal);
    private int _pages;

    public XTimeline() => _http.Answer = Answer;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_http.Port}");

    /// <summary>Each so-many-th page is followed by itself; 0: none is.</summary>
    public int RepeatedPage { get; set; }

    /// <summary>Answers before the lists do: null leaves it to them.</summary>
    public Func<HttpStubRequest, string?> Instead { get; set; } = _ => null;

    public IReadOnlyList<HttpStubRequest> Requests => _http.Requests;

    /// <summary>The path, with query, of each GET so far.</summary>
    public IReadOnlyList<string> Asked => [.. Requests.Where(request => request.Method == "GET").Select(request => request.Target)];

    /// <summary>An answer in JSON.</summary>
    public static string Json(string body, int status = 200, params string[] headers) => HttpStub.Reply(status, body, ["Content-Type: application/json", .. headers]);

    /// <summary>Puts an item into a list.</summary>
    /// <param name="path">Of the list: <c>/2/users/17/mentions</c>.</param>
    /// <param name="item">With its <c>id</c>.</param>
    public void Add(string path, string item)
    {
        using var json = JsonDocument.Parse(item);
        lock (_lock)
        {
            if (!_lists.TryGetValue(path, out var list))
            {
                _lists[path] = list = [];
            }

            list[Number(json.RootElement.GetProperty("id").GetString()!)] = item;
        }
    }

    /// <summary>Takes an item out of all lists.</summary>
    public void Remove(long id)
    {
        lock (_lock)
        {
            foreach (var list in _lists.Values)
            {
                list.Remove(id);
            }
        }
    }

    /// <summary>Refuses connections from now on.</summary>
    public void GoDown() => _http.GoDown();

    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private string? Answer(HttpStubRequest request)
    {
        if (Instead(request) is { } answer)
        {
            return answer;
        }

        if (request.Method == "POST")
        {
            return Json("""{"data":{"id":"1999999999999999999","dm_event_id":"1999999999999999999"}}""", 201);
        }

        var parts = request.Target.Split('?', 2);
        var query = parts.Length == 1 ? [] : parts[1].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        lock (_lock)
        {
            return _lists.TryGetValue(parts[0], out var list) ? Page(list, query)
                : query.TryGetValue("ids", out var ids) ? Lookup(ids.Split(','))
                : Page([], query);
        }
    }

    private string Page(SortedDictionary<long, string> list, Dictionary<string, string> query)
    {
        // A token says below which id the page begins; with a mark it is the same page once more.
        var token = query.GetValueOrDefault("pagination_token") ?? query.GetValueOrDefault("next_token") ?? "";
        var isAgain = token.EndsWith('r');
        var below = token.Length > 0 ? Number(token.TrimEnd('r')) : long.MaxValue;
        var until = Math.Min(below, query.TryGetValue("until_id", out var given) ? Number(given) : long.MaxValue);
        var since = query.TryGetValue("since_id", out given) ? Number(given) : 0;
        var most = (int)Number(query.GetValueOrDefault("max_results", "10"));
        var ids = list.Keys.Where(id => id < until && id > since).OrderDescending().Take(most + 1).ToArray();
        var next = ids.Length <= most ? null : Text(ids[most - 1]);
        if (ids.Length > 0 && !isAgain && RepeatedPage > 0 && ++_pages % RepeatedPage == 0)
        {
            next = Text(below) + "r";
        }

        return Answer(ids.Take(most).Select(id => list[id]), next);
    }

    private string Lookup(string[] ids)
    {
        return Answer(ids.Select(id => _lists.Values.Select(list => list.GetValueOrDefault(Number(id))).FirstOrDefault(item => item is not null)).OfType<string>(), null);
    }

    private static string Answer(IEnumerable<string> items, string? next)
    {
        string[] all = [.. items];
        var data = all.Length == 0 ? "" : $"\"data\":[{string.Join(',', all)}],";
        var token = next is null ? "" : $",\"next_token\":\"{next}\"";
        return Json(string.Create(CultureInfo.InvariantCulture, $"{{{data}\"meta\":{{\"result_count\":{all.Length}{token}}}}}"));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
