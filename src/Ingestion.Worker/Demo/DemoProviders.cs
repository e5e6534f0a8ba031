using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ingestion.Worker.Demo;

/// <summary>Plays the providers' APIs on this machine: takes answers in the shapes that the providers document, and keeps them to be shown.</summary>
internal sealed class DemoProviders : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, DemoAnswer> answers = new(StringComparer.Ordinal);
    private readonly WebApplication server;

    private DemoProviders(WebApplication server, TimeProvider time)
    {
        this.server = server;
        Twilio = new DemoTwilio(Keep);
        Telegram = new DemoTelegram(Keep, time);
        X = new DemoX(Keep, time);
        ServiceBus = new DemoServiceBus(Keep, time);
        Bots = new DemoBotFramework(Keep, time);
    }

    public DemoTwilio Twilio { get; }

    public DemoTelegram Telegram { get; }

    public DemoX X { get; }

    public DemoServiceBus ServiceBus { get; }

    public DemoBotFramework Bots { get; }

    /// <summary>The channels that belong to them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings
    {
        get
        {
            var url = server.Urls.First();
            return [.. Twilio.Settings(url), .. Telegram.Settings(url), .. X.Settings(url), .. ServiceBus.Settings(url), .. Bots.Settings(url)];
        }
    }

    public static async Task<DemoProviders> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var providers = new DemoProviders(app, time);
        app.Run(providers.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return providers;
    }

    public DemoAnswer? Find(string? providerId) => providerId is not null && answers.TryGetValue(providerId, out var answer) ? answer : null;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Bots.Dispose();
    }

    /// <summary>Numbers that begin with the clock, so that a demo that runs once more in the same folder has other customers.</summary>
    internal static long NewNumber(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal static async Task<JsonNode?> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return JsonNode.Parse(await reader.ReadToEndAsync(context.RequestAborted));
    }

    internal static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(), Encoding.UTF8, context.RequestAborted);
    }

    internal static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Keep(DemoAnswer answer) => answers[answer.ProviderId] = answer;

    private async Task AnswerAsync(HttpContext context)
    {
        if (!await Twilio.AnswerAsync(context) && !await Telegram.AnswerAsync(context) && !await X.AnswerAsync(context)
            && !await ServiceBus.AnswerAsync(context) && !await Bots.AnswerAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
