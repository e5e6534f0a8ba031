namespace Ingestion.Worker.Clusters;

internal static partial class ClusterLog
{
    [LoggerMessage(3101, LogLevel.Warning, "Messages could not be compared with those of other customers: {Exception}, {Failures} times in a row; trying again. Nothing is lost")]
    public static partial void Failed(ILogger logger, string exception, int failures);

    [LoggerMessage(3102, LogLevel.Information, "{Count} fingerprints, sessions and hours of clusters older than their time were deleted")]
    public static partial void Swept(ILogger logger, int count);
}
