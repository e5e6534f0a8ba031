namespace Ingestion.Worker.Quarantine;

internal static partial class QuarantineLog
{
    [LoggerMessage(7001, LogLevel.Warning, "{Count} refused requests could not be kept for an operator: {Exception}; they are counted")]
    public static partial void NotKept(ILogger logger, int count, string exception);
}
