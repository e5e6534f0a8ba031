using System.Text.Json.Nodes;

namespace Ingestion.Worker.Demo;

/// <summary>The chatbot's side: takes the worker's answers and keeps them as files.</summary>
internal sealed class DemoChat : IAsyncDisposable
{
    private readonly WebApplication server;

    private DemoChat(WebApplication server) => this.server = server;

    public string Url => server.Urls.First() + "/answers";

    public static async Task<DemoChat> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var number = JsonNode.Parse(body)?["data"]?["trackingNumber"]?.GetValue<string>() ?? "unknown";
            await File.WriteAllTextAsync(Path.Combine(folder, number + ".json"), body, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync(cancellationToken);
        return new DemoChat(app);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
