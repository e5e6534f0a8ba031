using Azure.Core;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>
/// Renews a lock that nobody holds: the queue and the login must be right for the answer that there is no such lock (404), and nothing changes. Any
/// other answer, also a good one, is somebody else's. To receive or to send would change something.
/// </summary>
internal sealed class ServiceBusTest(ServiceBusEntity entity, ServiceBusOptions options) : IConnectionTest
{
    private const string NoLock = "messages/0/00000000-0000-0000-0000-000000000000";

    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        var place = $"{entity.Endpoint.Host}, queue {options.Queue}";
        try
        {
            using var message = entity.Request(RequestMethod.Post, NoLock);
            var response = await entity.SendAsync(message, cancellationToken);
            if (response.Status == 404 && response.Headers.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true)
            {
                var replies = string.IsNullOrEmpty(options.ReplyQueue) ? "receives only (no ReplyQueue)" : $"replies to {options.ReplyQueue} (not tried: that would send)";
                return new ConnectionReport(true, $"{place}: answers and accepts the login ({options.Login}), {replies}; look at its dead-letter queue in the portal");
            }

            var fault = entity.FaultOf(response);
            return new ConnectionReport(false, $"{place}: {fault.Message}; {AdviceFor(response.Status == 404 ? "unexpected-answer" : fault.Code)}");
        }
        catch (ChannelFaultException fault)
        {
            return new ConnectionReport(false, $"{place}: {fault.Message}");
        }
        catch (HttpRequestException fault)
        {
            return new ConnectionReport(false, $"{place}: no connection ({HttpFaults.CodeOf(fault)}); check Endpoint, DNS and that HTTPS (443) is open");
        }
    }

    private static string AdviceFor(string code) => code switch
    {
        "login-refused" => "check KeyName and Keys, this machine's clock, and whether the namespace allows keys at all",
        "not-allowed" => "it needs the claim Listen, or the role Azure Service Bus Data Receiver (which takes minutes to be known)",
        "queue-missing" => "check Queue",
        "unexpected-answer" => "check Endpoint: what answers there is not Service Bus, or a proxy or login page stands in between",
        _ => "it is tried again by itself",
    };
}
