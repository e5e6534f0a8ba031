namespace Ingestion.Worker.Attachments;

internal static partial class AttachmentLog
{
    [LoggerMessage(5001, LogLevel.Error, "Channel {Channel}: keeping attachments failed with {Exception}, {Failures} times in a row; trying again")]
    public static partial void Failed(ILogger logger, string channel, string exception, int failures);

    [LoggerMessage(5002, LogLevel.Error, "Attachments cannot be written to their folder ({Code}); they wait, messages are registered all the same")]
    public static partial void StoreFailed(ILogger logger, string code);

    [LoggerMessage(5003, LogLevel.Information, "Channel {Channel}: attachment {Number} of message {MessageId} is withheld: {Reason}")]
    public static partial void Withheld(ILogger logger, string channel, long messageId, int number, string reason);

    [LoggerMessage(5004, LogLevel.Information, "Removed {Count} files of attachments that nobody refers to")]
    public static partial void Cleaned(ILogger logger, int count);

    [LoggerMessage(5005, LogLevel.Warning, "The folder of attachments could not be cleaned ({Exception}); trying again later")]
    public static partial void NotCleaned(ILogger logger, string exception);

    [LoggerMessage(5006, LogLevel.Information, "Attachments can be written to their folder again; what waited is fetched now")]
    public static partial void StoreRecovered(ILogger logger);

    [LoggerMessage(5007, LogLevel.Warning, "Attachments that wait for their folder could not be told that it works ({Exception}); trying again")]
    public static partial void NotTold(ILogger logger, string exception);
}
