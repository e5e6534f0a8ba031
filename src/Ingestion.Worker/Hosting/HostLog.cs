namespace Ingestion.Worker.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(1002, LogLevel.Warning, "Not everything in flight was finished within {Seconds} s; it is taken up again at the next start")]
    public static partial void StoppedInFlight(ILogger logger, int seconds);

    [LoggerMessage(1003, LogLevel.Information, "Asked to stop: stopping to take anything new, finishing what is in flight")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(1004, LogLevel.Information, "New options of channel {Channel} are in force")]
    public static partial void ChannelRenewed(ILogger logger, string channel);

    [LoggerMessage(1005, LogLevel.Error, "The settings were changed and are wrong; the earlier ones stay in force. {Key}: {Message}")]
    public static partial void SettingsWrong(ILogger logger, string key, string message);

    [LoggerMessage(1006, LogLevel.Warning, "The settings were changed; these take a restart, until then the earlier ones stay in force: {Keys}")]
    public static partial void RestartNeeded(ILogger logger, string keys);

    [LoggerMessage(1007, LogLevel.Error, "Channel {Channel}: it could not be opened with its new options ({Exception}); the earlier ones stay in force")]
    public static partial void ChannelNotRenewed(ILogger logger, string channel, string exception);

    [LoggerMessage(1008, LogLevel.Information, "Asked to read the settings again: nothing differs from what is in force")]
    public static partial void SettingsUnchanged(ILogger logger);

    [LoggerMessage(1009, LogLevel.Information, "The settings on disk are the ones in force again")]
    public static partial void SettingsWhole(ILogger logger);

    [LoggerMessage(1010, LogLevel.Warning, "The settings could not be looked at again: {Exception}")]
    public static partial void SettingsNotRead(ILogger logger, string exception);
}
