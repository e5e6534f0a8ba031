namespace Ingestion.Worker.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(1002, LogLevel.Warning, "Not everything in flight was finished within {Seconds} s; it is taken up again at the next start")]
    public static partial void StoppedInFlight(ILogger logger, int seconds);
}
