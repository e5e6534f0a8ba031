using Ingestion.Channels;
using Microsoft.Extensions.Logging.Abstractions;

namespace Channels.Tests.Contracts;

/// <summary>What a host would give a connector, for tests.</summary>
public static class TestSetup
{
    /// <summary>The moment at which tests happen unless they say otherwise: 2026-11-21 09:30 UTC.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    public static ChannelSetup For(string channel, object options, HttpClient? http = null, TimeProvider? time = null, IMediaFetcher? media = null) => new()
    {
        Channel = channel,
        Options = options,
        Organisation = "Örnek Belediyesi",
        Logger = NullLogger.Instance,
        Time = time ?? new FixedTime(Now),
        Http = http ?? NewHttp(),
        Media = media ?? new PlainMedia(http ?? NewHttp()),
    };

    /// <summary>As the host makes it: no redirects, no cookies, a short limit.</summary>
    public static HttpClient NewHttp() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };
}
