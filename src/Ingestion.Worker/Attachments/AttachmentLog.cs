namespace Ingestion.Worker.Attachments;

internal static partial class AttachmentLog
{
    [LoggerMessage(5001, LogLevel.Error, "Channel {Channel}: keeping attachments failed with {Exception}, {Failures} times in a row; trying again")]
    public static partial void Failed(ILogger logger, string channel, string exception, int failures);

    [LoggerMessage(5002, LogLevel.Error, "Attachments cannot be written to their folder ({Exception}); they wait, messages are registered all the same")]
    public static partial void StoreFailed(ILogger logger, string exception);

    [LoggerMessage(5003, LogLevel.Information, "Channel {Channel}: attachment {Number} of message {MessageId} is withheld: {Reason}")]
    public static partial void Withheld(ILogger logger, string channel, long messageId, int number, string reason);

    [LoggerMessage(5004, LogLevel.Information, "Removed {Count} files of attachments that nobody refers to")]
    public static partial void Cleaned(ILogger logger, int count);

    [LoggerMessage(5005, LogLevel.Warning, "The folder of attachments could not be cleaned ({Exception}); trying again later")]
    public static partial void NotCleaned(ILogger logger, string exception);
}
