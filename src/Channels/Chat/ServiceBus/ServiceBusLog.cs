using Microsoft.Extensions.Logging;

namespace Ingestion.Channels.Chat.ServiceBus;

internal static partial class ServiceBusLog
{
    [LoggerMessage(3401, LogLevel.Warning, "Channel {Channel}: a message was delivered {Count} times without being completed; at its limit the broker dead-letters it")]
    public static partial void DeliveredOften(ILogger logger, string channel, long count);

    [LoggerMessage(3402, LogLevel.Warning, "Channel {Channel}: a message is larger than MaxMessageBytes ({Bytes}); its beginning is taken, the original goes to the dead-letter queue")]
    public static partial void TooLarge(ILogger logger, string channel, int bytes);
}
