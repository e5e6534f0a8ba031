using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ingestion.Worker.Webhooks;

/// <summary>Puts the listener into the host.</summary>
internal static class WebhookHosting
{
    /// <summary>Kestrel alone, with limits; needs an <see cref="InboxDoor"/> among the services.</summary>
    public static void AddWebhooks(this WebApplicationBuilder builder, HttpSettings settings)
    {
        builder.WebHost.UseKestrelCore().UseUrls(settings.Url).ConfigureKestrel(options => Limit(options, settings));
        // A request goes on in the thread of the pool that read it: nothing here blocks, and each hand-over would cost a wake-up.
        builder.WebHost.UseSockets(options => options.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<RefusalCounter>();
        builder.Services.TryAddSingleton<ChannelPulses>();
        builder.Services.AddSingleton<WebhookListener>();
    }

    public static void MapWebhooks(this IApplicationBuilder app)
    {
        var listener = app.ApplicationServices.GetRequiredService<WebhookListener>();
        app.Use(next => context => listener.TryServe(context, out var served) ? served : next(context));
    }

    private static void Limit(KestrelServerOptions options, HttpSettings settings)
    {
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;
        var limits = options.Limits;
        limits.MaxConcurrentConnections = settings.MaxConnections;
        limits.MaxRequestBodySize = settings.MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.RequestHeadersTimeout = settings.RequestTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(Math.Clamp(settings.RequestTimeout.TotalSeconds, 2, 5)));
    }
}
