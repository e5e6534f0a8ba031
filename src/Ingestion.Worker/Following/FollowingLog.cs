namespace Ingestion.Worker.Following;

internal static partial class FollowingLog
{
    [LoggerMessage(8201, LogLevel.Warning, "A status could not be looked up: {Exception}")]
    public static partial void Unavailable(ILogger logger, string exception);
}
