namespace Ingestion.Worker.Promises;

internal static partial class PromiseLog
{
    [LoggerMessage(8101, LogLevel.Warning, "Channel {Channel}: {Count} acknowledgements are at risk of leaving too late")]
    public static partial void AtRisk(ILogger logger, string channel, int count);

    [LoggerMessage(8102, LogLevel.Error, "Channel {Channel}: {Count} acknowledgements did not leave in time")]
    public static partial void Breached(ILogger logger, string channel, int count);

    [LoggerMessage(8103, LogLevel.Information, "Channel {Channel}: {Count} acknowledgements go another way to their customers")]
    public static partial void FellBack(ILogger logger, string channel, int count);

    [LoggerMessage(8104, LogLevel.Error, "Promises could not be looked at: {Exception}, {Failures} times in a row; trying again")]
    public static partial void Failed(ILogger logger, string exception, int failures);

    [LoggerMessage(8105, LogLevel.Warning, "{Count} acknowledgements are held back and their time is nearly over: outbox list shows them")]
    public static partial void HeldTooLong(ILogger logger, int count);
}
