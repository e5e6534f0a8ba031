using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Ingestion.Worker.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Worker.Tests.Webhooks;

/// <summary>The real listener on a free port of the loopback, with one channel <c>desk</c>.</summary>
internal sealed class ListenerHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ListenerHost(WebApplication app, FakeInbox inbox)
    {
        _app = app;
        Inbox = inbox;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public FakeInbox Inbox { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public Readiness Readiness => _app.Services.GetRequiredService<Readiness>();

    public RefusalCounter Refusals => _app.Services.GetRequiredService<RefusalCounter>();

    public static async Task<ListenerHost> StartAsync(FakeReceiver receiver, HttpSettings? settings = null, ChannelSettings? channel = null, TimeProvider? time = null)
    {
        var inbox = new FakeInbox();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddWebhooks((settings ?? new HttpSettings()) with { Url = "http://127.0.0.1:0" });
        builder.Services.AddSingleton(inbox.Door());
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(new ChannelDirectory(
        [
            new OpenChannel
            {
                Name = "desk",
                Settings = channel ?? new ChannelSettings { Connector = "fake" },
                Connector = new FakeConnector("fake", ConnectorCapabilities.Receiver),
                Parts = new ChannelParts { Receiver = receiver, Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, ""))) },
            },
        ]));
        var app = builder.Build();
        app.MapHealth(app.Services.GetRequiredService<Readiness>());
        app.MapWebhooks();
        await app.StartAsync();
        return new ListenerHost(app, inbox);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
