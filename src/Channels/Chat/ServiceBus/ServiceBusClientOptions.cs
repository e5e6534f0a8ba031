using Azure.Core;
using Azure.Core.Pipeline;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>Azure.Core over the host's client: one try, no log and no telemetry of its own (both would name queues and message ids).</summary>
internal sealed class ServiceBusClientOptions : ClientOptions
{
    /// <summary>Above every limit of the host's client, so that the host decides.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public ServiceBusClientOptions(HttpClient http)
    {
        Transport = new HttpClientTransport(http);
        RetryPolicy = new SingleTry();
        Retry.NetworkTimeout = Patience;
        Diagnostics.IsLoggingEnabled = false;
        Diagnostics.IsTelemetryEnabled = false;
        Diagnostics.IsDistributedTracingEnabled = false;
    }
}
