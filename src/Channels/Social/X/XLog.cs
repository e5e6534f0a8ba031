using Microsoft.Extensions.Logging;

namespace Ingestion.Channels.Social.X;

internal static partial class XLog
{
    [LoggerMessage(5401, LogLevel.Warning, "Channel {Channel}: X's list did not end; {Count} posts of it are taken, and what lies between them and the earlier ones is asked for in the next rounds")]
    public static partial void WalkBrokenOff(ILogger logger, string channel, int count);

    [LoggerMessage(5402, LogLevel.Error, "Channel {Channel}: X gives nothing between two stretches of posts that were read; posts may be missing there")]
    public static partial void GapGivenUp(ILogger logger, string channel);
}
