using System.Globalization;
using System.Text;
using System.Web;
using Channels.Tests.Contracts;
using TestSupport;

namespace Channels.Tests.Chat.ServiceBus;

/// <summary>A queue as Azure Service Bus serves it over HTTPS, on loopback and without TLS. Locks end when a test says so.</summary>
internal sealed class BrokerStub : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<BrokerMessage> _messages = [];
    private long _last;

    public BrokerStub() => Http.AnswerLater = AnswerAsync;

    public HttpStub Http { get; } = HttpStub.Start();

    /// <summary>Null: as a broker answers. Else what every request gets.</summary>
    public Func<HttpStubRequest, string?>? Instead { get; set; }

    public TimeSpan LockDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Where the Location header leads; null: to this broker.</summary>
    public string? LocationBase { get; set; }

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Http.Port}");

    public IReadOnlyList<BrokerMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    public void Add(string body, string contentType = "application/json", string properties = "")
    {
        lock (_lock)
        {
            _messages.Add(new BrokerMessage { Number = ++_last, Body = body, ContentType = contentType, Properties = properties });
        }
    }

    public void Remove(string marker)
    {
        lock (_lock)
        {
            _messages.RemoveAll(message => message.Holds(marker));
        }
    }

    public void Break(string marker, bool atOnce) => With(marker, message => message.BreaksAfter = atOnce ? 0 : message.Bytes / 2);

    public void EndLocks()
    {
        lock (_lock)
        {
            _messages.ForEach(message => message.Lock = null);
        }
    }

    public void Heal()
    {
        lock (_lock)
        {
            _messages.ForEach(message => message.BreaksAfter = null);
        }
    }

    /// <summary>Requests by method and the end of their path: <c>POST head</c>.</summary>
    public int Count(string method, string contains) =>
        Http.Requests.Count(request => request.Method == method && request.Target.Contains(contains, StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await Http.DisposeAsync();

    private void With(string marker, Action<BrokerMessage> change)
    {
        lock (_lock)
        {
            change(_messages.Single(message => message.Holds(marker)));
        }
    }

    private async Task<string?> AnswerAsync(HttpStubRequest request, CancellationToken gone)
    {
        if (Instead is { } instead)
        {
            return instead(request);
        }

        var url = new Uri(new Uri(Endpoint), request.Target);
        if (url.AbsolutePath.EndsWith("/messages/head", StringComparison.Ordinal) && request.Method == "POST")
        {
            var seconds = int.Parse(HttpUtility.ParseQueryString(url.Query)["timeout"]!, CultureInfo.InvariantCulture);
            return await NextAsync(TimeSpan.FromSeconds(seconds), gone);
        }

        return Settle(request.Method, url.Segments);
    }

    /// <summary>Looks every few milliseconds until there is one or the time is over, as a long poll seems from outside.</summary>
    private async Task<string?> NextAsync(TimeSpan wait, CancellationToken gone)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            lock (_lock)
            {
                gone.ThrowIfCancellationRequested();
                if (_messages.Find(message => message.Lock is null) is { } next)
                {
                    next.Lock = Guid.NewGuid();
                    next.Deliveries++;
                    return Delivered(next);
                }
            }

            if (TimeProvider.System.GetElapsedTime(start) >= wait)
            {
                return HttpStub.Reply(204);
            }

            await Task.Delay(10, gone);
        }
    }

    private string Delivered(BrokerMessage message)
    {
        var now = TestSetup.Now;
        var properties = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"DeliveryCount":{{message.Deliveries}},"EnqueuedSequenceNumber":0,"EnqueuedTimeUtc":"{{now.AddMinutes(-1):r}}","LockToken":"{{message.Lock}}","LockedUntilUtc":"{{now + LockDuration:r}}","SequenceNumber":{{message.Number}},"State":"Active","TimeToLive":1209600{{(message.Properties.Length == 0 ? "" : "," + message.Properties)}}}""");
        var location = string.Create(CultureInfo.InvariantCulture, $"{LocationBase ?? Endpoint}/complaints/messages/{message.Number}/{message.Lock}");
        var whole = HttpStub.Reply(
            201, message.Body, $"Content-Type: {message.ContentType}", $"BrokerProperties: {properties}", $"Location: {location}", $"Date: {now:r}");
        return message.BreaksAfter is { } after ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(whole)[..^(message.Bytes - after)]) : whole;
    }

    /// <summary>DELETE completes, PUT unlocks, POST renews <c>/queue/messages/number/lock</c>.</summary>
    private string Settle(string method, string[] segments)
    {
        lock (_lock)
        {
            var message = _messages.Find(one => one.Lock is { } held && held.ToString() == segments[^1]);
            if (message is null)
            {
                return HttpStub.Reply(404, "no such lock");
            }

            if (method == "DELETE")
            {
                _messages.Remove(message);
            }
            else if (method == "PUT")
            {
                message.Lock = null;
            }

            return HttpStub.Reply(200);
        }
    }
}
