namespace Ingestion.Worker.Api;

internal static partial class ApiLog
{
    [LoggerMessage(8301, LogLevel.Warning, "What a system downstream said could not be recorded: {Exception}")]
    public static partial void Unavailable(ILogger logger, string exception);
}
