namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>The beginning of a path in whole segments, <c>*</c> for any one: <c>/2/users/*/mentions</c>.</summary>
internal static class PathPattern
{
    public static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        while (true)
        {
            pattern = pattern.TrimStart('/');
            path = path.TrimStart('/');
            if (pattern.IsEmpty)
            {
                return true;
            }

            var wanted = Next(ref pattern);
            var segment = Next(ref path);
            if (segment.IsEmpty || !(wanted is "*" || segment.SequenceEqual(wanted)))
            {
                return false;
            }
        }
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> path)
    {
        var end = path.IndexOf('/');
        var segment = end < 0 ? path : path[..end];
        path = end < 0 ? [] : path[end..];
        return segment;
    }
}
