using System.Net;
using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>
/// Makes the HTTP client that a channel talks to its provider with. Each channel has its own, so that one provider's stuck connections, open
/// breaker and used-up budget stay its own trouble.
/// </summary>
internal static class ChannelHttp
{
    public static HttpClient NewClient(string channel, ProviderLimits limits, ILogger logger, TimeProvider time) =>
        NewClient(channel, limits, OutboundOptions.Default, logger, time, Random.Shared.NextDouble);

    public static HttpClient NewClient(
        string channel, ProviderLimits limits, OutboundOptions options, ILogger logger, TimeProvider time, Func<double> random)
    {
        var transport = new SocketsHttpHandler
        {
            // Connections are renewed, so that a provider's change of address is seen.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.ConnectWithin,
            MaxConnectionsPerServer = 16,
            // A signed request must not follow wherever it is sent.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        };
        return new HttpClient(new OutboundHandler(OutboundPipeline.Build(channel, limits, options, time, random, logger), transport))
        {
            // The pipeline knows better.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.LargestAnswer,
        };
    }
}
