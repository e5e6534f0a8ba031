namespace Ingestion.Worker.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(4001, LogLevel.Error, "Channel {Channel}: the relay failed with {Exception}, {Failures} times in a row; trying again")]
    public static partial void Failed(ILogger logger, string channel, string exception, int failures);

    [LoggerMessage(4002, LogLevel.Warning, "Channel {Channel}: lease lost; another worker has these messages")]
    public static partial void LeaseLost(ILogger logger, string channel);

    [LoggerMessage(4003, LogLevel.Error, "Channel {Channel} cannot send (its login or its sender address is refused); nothing is lost, next try in {Seconds} s. Run `check`")]
    public static partial void ChannelFault(ILogger logger, string channel, double seconds);

    [LoggerMessage(4004, LogLevel.Warning, "Channel {Channel}: {Count} sendings were interrupted and may have arrived; recorded as uncertain")]
    public static partial void Interrupted(ILogger logger, string channel, int count);

    [LoggerMessage(4005, LogLevel.Error, "Channel {Channel}: the sender threw {Exception}; recorded as uncertain")]
    public static partial void SenderThrew(ILogger logger, string channel, string exception);

    [LoggerMessage(4007, LogLevel.Error, "Channel {Channel} has used up its SendsPerDay; answers wait for tomorrow (UTC). See `channels`")]
    public static partial void BudgetUsedUp(ILogger logger, string channel);

    [LoggerMessage(4008, LogLevel.Warning, "Channel {Channel}: the lease of what is being sent could not be renewed ({Exception})")]
    public static partial void NotRenewed(ILogger logger, string channel, string exception);

    [LoggerMessage(4009, LogLevel.Warning, "Channel {Channel}: the relay works again after {Failures} failures")]
    public static partial void Recovered(ILogger logger, string channel, int failures);

    [LoggerMessage(4006, LogLevel.Error, "Channel {Channel}: answer {OutboxId} could not be written: {Exception}. Are the templates whole?")]
    public static partial void NotComposed(ILogger logger, string channel, long outboxId, string exception);
}
