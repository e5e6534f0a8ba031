using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The chatbot's side of the answers: takes the worker's signed callbacks and keeps them all, repeats included.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<(string Id, string Body)> received = new();

    private CallbackReceiver(WebApplication application) => this.application = application;

    public required Uri Url { get; init; }

    /// <summary>Every delivery in order: the webhook-id header and the body.</summary>
    public IReadOnlyCollection<(string Id, string Body)> Received => received;

    public static async Task<CallbackReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var url = $"http://127.0.0.1:{LoopbackPort.Free()}";
        builder.WebHost.UseUrls(url);
        var server = builder.Build();
        var receiver = new CallbackReceiver(server) { Url = new Uri(url + "/callback") };
        server.MapPost("/callback", receiver.ReceiveAsync);
        await server.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        received.Enqueue((request.Headers["webhook-id"].ToString(), await reader.ReadToEndAsync()));
        return Results.Ok();
    }
}
