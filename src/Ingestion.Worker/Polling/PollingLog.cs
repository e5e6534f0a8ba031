namespace Ingestion.Worker.Polling;

internal static partial class PollingLog
{
    [LoggerMessage(2001, LogLevel.Information, "Channel {Channel}: {Accepted} messages accepted, {Repeats} seen before, {Holes} not readable")]
    public static partial void Accepted(ILogger logger, string channel, int accepted, int repeats, int holes);

    [LoggerMessage(2002, LogLevel.Warning, "Channel {Channel}: lease lost; another worker polls it")]
    public static partial void LeaseLost(ILogger logger, string channel);

    [LoggerMessage(2003, LogLevel.Warning, "Channel {Channel}: polling pauses: {Reason}")]
    public static partial void Paused(ILogger logger, string channel, string reason);

    [LoggerMessage(2004, LogLevel.Error, "Channel {Channel} failed: {Code} {Text} ({Failures} times in a row); it heals by itself when the cause is gone")]
    public static partial void Failed(ILogger logger, string channel, string code, string text, int failures);

    [LoggerMessage(2005, LogLevel.Warning, "Channel {Channel}: {Count} messages could not be marked or moved ({Exception}); they are recorded, it is tried again")]
    public static partial void NotSettled(ILogger logger, string channel, int count, string exception);

    [LoggerMessage(2006, LogLevel.Warning, "Channel {Channel}: its fault could not be recorded: {Exception}")]
    public static partial void NotRecorded(ILogger logger, string channel, string exception);

    [LoggerMessage(2009, LogLevel.Warning, "Channel {Channel} works again after {Failures} failures")]
    public static partial void Recovered(ILogger logger, string channel, int failures);

    [LoggerMessage(2008, LogLevel.Debug, "Channel {Channel}: its page could not be kept; the one that is being fetched ahead is awaited and left")]
    public static partial void AwaitsPageAhead(ILogger logger, string channel);

    [LoggerMessage(2007, LogLevel.Warning, "Channel {Channel}: {Count} messages could still not be read ({Exception}); they are recorded, it is tried again")]
    public static partial void HolesNotRead(ILogger logger, string channel, int count, string exception);

    [LoggerMessage(2010, LogLevel.Warning, "Channel {Channel}: the lease of what is being read could not be renewed ({Exception})")]
    public static partial void NotRenewed(ILogger logger, string channel, string exception);

    [LoggerMessage(2012, LogLevel.Information, "Channel {Channel}: its provider asked for a time without polls that is not over; it is polled afterwards")]
    public static partial void LeftAlone(ILogger logger, string channel);

    [LoggerMessage(2011, LogLevel.Warning, "Channel {Channel}: its lease could not be given back ({Exception}); another worker waits until it has run out")]
    public static partial void NotReleased(ILogger logger, string channel, string exception);
}
