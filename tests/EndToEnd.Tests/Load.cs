using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;

namespace EndToEnd.Tests;

/// <summary>
/// Customers who write all the time through two entrances, and the ledger of what they were promised, kept outside the worker. Every
/// message has a key of its own in its text. A webhook is repeated under the same id until it is taken, as providers do.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Callers = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private readonly Installation installation;
    private readonly string maildir;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, byte> offered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> promised = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> answered = new();
    private readonly Task[] running;
    private int counter;

    public Load(Installation installation, string maildir)
    {
        this.installation = installation;
        this.maildir = maildir;
        foreach (var part in (string[])["new", "cur", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(maildir, part));
        }

        running = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)), Task.Run(DropMailAsync)];
    }

    /// <summary>Keys that left the customer's hands, whatever was answered.</summary>
    public IReadOnlySet<string> Offered => offered.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Keys that were answered 2xx or lie in the Maildir: they must not get lost.</summary>
    public IReadOnlySet<string> Promised => promised.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Keys that were answered 2xx so far.</summary>
    public IReadOnlyList<string> Answered => [.. answered];

    /// <summary>Stops writing; what is not answered yet stays unknown.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private string NewKey() => string.Create(CultureInfo.InvariantCulture, $"KEY{Interlocked.Increment(ref counter):d7}");

    private async Task CallAsync()
    {
        var url = new Uri(installation.Url, "hooks/chat");
        while (!stopping.IsCancellationRequested)
        {
            var key = NewKey();
            var body = WebhookCaller.Body(key, "customer-" + key, $"I want to complain about my card {key}, it does not work.");
            offered[key] = 0;
            while (!promised.ContainsKey(key) && !stopping.IsCancellationRequested)
            {
                try
                {
                    using var request = WebhookCaller.Signed(url, key, body);
                    using var answer = await installation.Http.SendAsync(request);
                    if (answer.IsSuccessStatusCode)
                    {
                        answered.Enqueue(key);
                        promised[key] = 0;
                    }
                }
                catch (Exception fault) when (fault is HttpRequestException or SocketException or TaskCanceledException)
                {
                    // the worker was killed, or has not answered in time: nothing was promised
                }

                await Task.Delay(Pause);
            }
        }
    }

    private async Task DropMailAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var key = NewKey();
            offered[key] = 0;
            var mail = SampleMail.Complaint($"{key.ToLowerInvariant()}@kunde.example", "support@bank.example", $"I want to complain about my card {key}, it does not work.");
            var name = key + ".load";
            await File.WriteAllBytesAsync(Path.Combine(maildir, "tmp", name), mail);
            File.Move(Path.Combine(maildir, "tmp", name), Path.Combine(maildir, "new", name));
            promised[key] = 0;
            await Task.Delay(Pause * 2);
        }
    }
}
