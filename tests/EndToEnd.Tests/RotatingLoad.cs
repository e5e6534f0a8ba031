using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>Webhooks in a steady stream, signed with whatever key is set; keeps what was not accepted.</summary>
internal sealed class RotatingLoad : IAsyncDisposable
{
    private readonly Installation installation;
    private readonly CancellationTokenSource end = new();
    private readonly List<Task> callers;
    private volatile string key;
    private int accepted;
    private int sent;

    public RotatingLoad(Installation installation, string key)
    {
        this.installation = installation;
        this.key = key;
        callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(CallAsync))];
    }

    /// <summary>Used by every request that begins from now on.</summary>
    public string Key { set => key = value; }

    public int Accepted => Volatile.Read(ref accepted);

    public ConcurrentQueue<HttpStatusCode> Refused { get; } = new();

    /// <summary>Waits until so many more are accepted.</summary>
    public Task ForwardAsync(int more)
    {
        var goal = Accepted + more;
        return Wait.UntilAsync(() => Accepted >= goal, $"{more} more deliveries", TimeSpan.FromMinutes(5));
    }

    public async Task<HttpStatusCode> PostAsync(string id, string signingKey)
    {
        using var request = WebhookCaller.Signed(new Uri(installation.Url, "hooks/chatbot"), id, WebhookCaller.Body(id, "c-1", "My card does not work, I complain."), key: signingKey);
        using var answer = await installation.Http.SendAsync(request);
        return answer.StatusCode;
    }

    public async Task StopAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(callers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        end.Dispose();
    }

    private async Task CallAsync()
    {
        while (!end.IsCancellationRequested)
        {
            var id = "load-" + Interlocked.Increment(ref sent).ToString(CultureInfo.InvariantCulture);
            var status = await PostAsync(id, key);
            if (status == HttpStatusCode.Accepted)
            {
                Interlocked.Increment(ref accepted);
            }
            else
            {
                Refused.Enqueue(status);
            }

            // A stream, not a flood: what counts is that requests begin all the time.
            await Task.Delay(2);
        }
    }
}
