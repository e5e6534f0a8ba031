using Microsoft.Extensions.Logging;

namespace Ingestion.Channels.Social.X;

internal static partial class XLog
{
    [LoggerMessage(5401, LogLevel.Warning, "Channel {Channel}: a walk through X's list was broken off; {Count} posts of it are taken, and what lies between them and the earlier ones is asked for in the next rounds")]
    public static partial void WalkBrokenOff(ILogger logger, string channel, int count);

    [LoggerMessage(5402, LogLevel.Error, "Channel {Channel}: X gives nothing between two stretches of posts that were read; posts may be missing there")]
    public static partial void GapGivenUp(ILogger logger, string channel);

    [LoggerMessage(5403, LogLevel.Error, "Channel {Channel}: more mentions came since the last round than X lists; the oldest of them are missing. A Search rule also finds those")]
    public static partial void OutOfReach(ILogger logger, string channel);

    [LoggerMessage(5404, LogLevel.Warning, "Channel {Channel}: one of X's lists cannot be read ({Code})")]
    public static partial void ListFailed(ILogger logger, string channel, string code);
}
