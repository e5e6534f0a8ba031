using Microsoft.Extensions.Logging;

namespace Ingestion.Channels.Email.Imap;

internal static partial class ImapLog
{
    [LoggerMessage(2101, LogLevel.Warning, "Channel {Channel}: the server counts messages anew (UIDVALIDITY {Before} became {After}); the whole folder is read again and known mail recognised")]
    public static partial void ValidityChanged(ILogger logger, string channel, uint before, uint after);

    [LoggerMessage(2102, LogLevel.Warning, "Channel {Channel}: accepted mail could not be marked or moved on the server ({Code}); it will be tried again")]
    public static partial void NotSettled(ILogger logger, string channel, string code);

    [LoggerMessage(2104, LogLevel.Warning, "Channel {Channel}: the mail server asks to tell operators: {Alert}")]
    public static partial void Alert(ILogger logger, string channel, string alert);
}
