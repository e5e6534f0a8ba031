namespace Ingestion.Worker.Intake;

internal static partial class IntakeLog
{
    [LoggerMessage(3001, LogLevel.Error, "The intake failed with {Exception}, {Failures} times in a row; trying again")]
    public static partial void Failed(ILogger logger, string exception, int failures);

    [LoggerMessage(3002, LogLevel.Warning, "Lease lost: the decisions about {Count} messages were thrown away; another worker has them")]
    public static partial void LeaseLost(ILogger logger, int count);

    [LoggerMessage(3003, LogLevel.Warning, "A batch of {Count} messages could not be decided: {Exception}")]
    public static partial void BatchFailed(ILogger logger, int count, string exception);

    [LoggerMessage(3004, LogLevel.Error, "Message {MessageId} was parked: {Reason}. See `deadletters list`")]
    public static partial void Parked(ILogger logger, long messageId, string reason);

    [LoggerMessage(3005, LogLevel.Warning, "The intake works again after {Failures} failures")]
    public static partial void Recovered(ILogger logger, int failures);
}
