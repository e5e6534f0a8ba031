using System.Net;

namespace Ingestion.Worker.OpenChannels;

/// <summary>
/// Makes the HTTP client that a channel talks to its provider with. Each channel has its own, so that one provider's stuck connections
/// stay its own trouble.
/// </summary>
internal static class ChannelHttp
{
    public static HttpClient NewClient() => new(
        new SocketsHttpHandler
        {
            // Connections are renewed, so that a provider's change of address is seen.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxConnectionsPerServer = 16,
            // A signed request must not follow wherever it is sent.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 16 * 1024 * 1024,
    };
}
