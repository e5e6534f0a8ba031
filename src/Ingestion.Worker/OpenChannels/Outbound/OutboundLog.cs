namespace Ingestion.Worker.OpenChannels.Outbound;

internal static partial class OutboundLog
{
    [LoggerMessage(2201, LogLevel.Warning, "Channel {Channel}: its provider failed again and again; no request for {Seconds} s, then one to see")]
    public static partial void Opened(ILogger logger, string channel, double seconds);

    [LoggerMessage(2202, LogLevel.Information, "Channel {Channel}: its provider answers again")]
    public static partial void Closed(ILogger logger, string channel);
}
