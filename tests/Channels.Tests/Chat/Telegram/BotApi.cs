using System.Globalization;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels.Chat.Telegram;
using TestSupport;

namespace Channels.Tests.Chat.Telegram;

/// <summary>
/// A Bot API on loopback with one bot's queue of updates: an offset makes it forget all before it, a question with a time-out is held until something
/// comes.
/// </summary>
internal sealed class BotApi : IAsyncDisposable
{
    private readonly HttpStub _stub = HttpStub.Start();
    private readonly HttpClient _http = TestSetup.NewHttp();
    private readonly List<string> _queue = [];

    public BotApi() => _stub.Answer = Answer;

    /// <summary>Answers instead of the queue, where it is not null.</summary>
    public Func<HttpStubRequest, string?>? Instead { get; set; }

    public TelegramOptions Options => Updates.Polling with { ApiServer = $"http://127.0.0.1:{_stub.Port}" };

    /// <summary>The queries of getUpdates, decoded, in order.</summary>
    public IReadOnlyList<string> Asked =>
        [.. _stub.Requests.Where(request => request.Target.Contains("/getUpdates?", StringComparison.Ordinal)).Select(request => Uri.UnescapeDataString(request.Target.Split('?')[1]))];

    public IReadOnlyList<string> Waiting
    {
        get
        {
            lock (_queue)
            {
                return [.. _queue];
            }
        }
    }

    public static string Ok(string result) => HttpStub.Reply(200, $$"""{"ok":true,"result":{{result}}}""");

    public static string No(int status, string description, string parameters = "{}") =>
        HttpStub.Reply(status, $$"""{"ok":false,"error_code":{{status}},"description":"{{description}}","parameters":{{parameters}}}""");

    public TelegramSource Open(TimeProvider? time = null, TelegramOptions? options = null) => (TelegramSource)Updates.Open(options ?? Options, _http, time).Source!;

    public void Add(params IEnumerable<string> updates)
    {
        lock (_queue)
        {
            _queue.AddRange(updates);
        }
    }

    public void Remove(string marker)
    {
        lock (_queue)
        {
            _queue.RemoveAll(update => update.Contains(marker, StringComparison.Ordinal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stub.DisposeAsync();
    }

    private string? Answer(HttpStubRequest request)
    {
        if (Instead is { } instead)
        {
            return instead(request);
        }

        if (!request.Target.StartsWith($"/bot{Updates.Token}/getUpdates?", StringComparison.Ordinal))
        {
            return No(404, "Not Found");
        }

        lock (_queue)
        {
            if (Query(request, "offset") is { } offset)
            {
                _queue.RemoveAll(update => IdOf(update) < offset);
            }

            return _queue.Count == 0 && Query(request, "timeout") > 0 ? "" : Ok($"[{string.Join(',', _queue.Take((int)Query(request, "limit")!))}]");
        }
    }

    private static long IdOf(string update)
    {
        using var json = JsonDocument.Parse(update);
        return json.RootElement.GetProperty("update_id").GetInt64();
    }

    private static long? Query(HttpStubRequest request, string name) => request.Target.Split('?', '&')
        .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(pair => (long?)long.Parse(pair[(name.Length + 1)..], CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
