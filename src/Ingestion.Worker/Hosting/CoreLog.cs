namespace Ingestion.Worker.Hosting;

internal static partial class CoreLog
{
    [LoggerMessage(1001, LogLevel.Warning, "Counters could not be written: {Exception}; they are kept and written later")]
    public static partial void UpkeepFailed(ILogger logger, string exception);
}
