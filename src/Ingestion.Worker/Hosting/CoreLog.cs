namespace Ingestion.Worker.Hosting;

internal static partial class CoreLog
{
    [LoggerMessage(1001, LogLevel.Warning, "Upkeep of {Part} failed with {Exception}; nothing is lost, it is tried again")]
    public static partial void UpkeepFailed(ILogger logger, string part, string exception);

    [LoggerMessage(1012, LogLevel.Error, "A part of the worker ended with {Exception}")]
    public static partial void PartFailed(ILogger logger, string exception);
}
