namespace Ingestion.Worker.Health;

internal static partial class HealthLog
{
    [LoggerMessage(8001, LogLevel.Warning, "Channel {Channel} is degraded: {Code}, {Reason}")]
    public static partial void Degraded(ILogger logger, string channel, string code, string reason);

    [LoggerMessage(8002, LogLevel.Warning, "Channel {Channel} needs attention: {Code}, {Reason}")]
    public static partial void Notice(ILogger logger, string channel, string code, string reason);

    [LoggerMessage(8003, LogLevel.Information, "Channel {Channel}: no longer {Code}")]
    public static partial void Over(ILogger logger, string channel, string code);
}
