using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ingestion.Bench.Worker;

/// <summary>A Bot API without news: answers <c>getUpdates</c> with an empty list, after as long as it was asked to hold the request, and notes when each bot asked.</summary>
internal sealed class PolledProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<int, ConcurrentQueue<long>> _asked = new();

    private PolledProvider()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Bots that get another answer than they want: no answer at all, or this status.</summary>
    public ConcurrentDictionary<int, int?> Failing { get; } = new();

    public string Address => _app.Urls.First();

    public static async Task<PolledProvider> StartAsync()
    {
        var provider = new PolledProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public static string TokenOf(int bot) => string.Create(CultureInfo.InvariantCulture, $"{bot}:AAbench0bench0bench0bench0bench0bench");

    public void Forget() => _asked.Clear();

    /// <summary>Milliseconds between a bot's questions, one after the other.</summary>
    public IEnumerable<double> Gaps(int bot)
    {
        var times = _asked.GetValueOrDefault(bot)?.ToArray() ?? [];
        return times.Zip(times.Skip(1), (earlier, later) => Stopwatch.GetElapsedTime(earlier, later).TotalMilliseconds);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        // /bot123456789:AA…/getUpdates
        var path = context.Request.Path.Value!.AsSpan("/bot".Length);
        var bot = int.Parse(path[..path.IndexOf(':')], CultureInfo.InvariantCulture);
        _asked.GetOrAdd(bot, _ => []).Enqueue(Stopwatch.GetTimestamp());
        try
        {
            if (Failing.TryGetValue(bot, out var status))
            {
                if (status is null)
                {
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                }

                context.Response.StatusCode = status!.Value;
                return;
            }

            if (int.TryParse(context.Request.Query["timeout"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), context.RequestAborted);
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"ok":true,"result":[]}""");
        }
        catch (OperationCanceledException)
        {
            // The worker does not wait any more.
        }
    }
}
