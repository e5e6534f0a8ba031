using Microsoft.Extensions.Logging;

namespace Ingestion.Channels.Chat.BotFramework;

internal static partial class BotFrameworkLog
{
    [LoggerMessage(3501, LogLevel.Warning, "Channel {Channel}: the Bot Framework's signing keys could not be fetched ({Code}); those at hand stay good for five days")]
    public static partial void KeysNotFetched(ILogger logger, string channel, string code);
}
