namespace Ingestion.Worker.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(1002, LogLevel.Warning, "Not everything in flight was finished within {Seconds} s; it is taken up again at the next start")]
    public static partial void StoppedInFlight(ILogger logger, int seconds);

    [LoggerMessage(1003, LogLevel.Information, "Asked to stop: stopping to take anything new, finishing what is in flight")]
    public static partial void Stopping(ILogger logger);
}
