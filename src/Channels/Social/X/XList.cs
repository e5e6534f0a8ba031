using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>
/// One of X's lists. They come newest first, in pages that may be short, empty or repeated and may never end; a walk collects all of them down to
/// where the last one began.
/// </summary>
/// <param name="api">X.</param>
/// <param name="path">With the parameters that every page has.</param>
/// <param name="pageToken">The parameter's name for the next page.</param>
/// <param name="ownId">Our account.</param>
/// <param name="isMessages">Direct messages; X has no since_id for them.</param>
internal sealed class XList(XApi api, string path, string pageToken, string ownId, bool isMessages)
{
    /// <summary>More pages than any list has: mentions reach back 800 posts.</summary>
    public const int MaxPages = 50;

    /// <summary>Reads everything newer than <paramref name="after"/> and, when that is not 0, older than <paramref name="until"/>.</summary>
    public async Task<XWalk> ReadAsync(long after, long until, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, XEntry>();
        var lowest = until > 0 ? until : long.MaxValue;
        var (read, idle) = (0, 0);
        string? token = null;
        for (var page = 0; page < MaxPages && idle < 2; page++)
        {
            using var answer = await api.AskAsync(UrlOf(after, until, token), cancellationToken);
            var data = answer.RootElement.Field("data"u8).Items().ToArray();
            read += data.Length;
            foreach (var entry in XEntry.Of(answer.RootElement, ownId, isMessages))
            {
                if (entry.Id > after && (until == 0 || entry.Id < until))
                {
                    found.TryAdd(entry.Id, entry);
                }
            }

            var ids = data.Select(item => XId.Read(item.Id("id"u8))).Where(id => id > 0).ToArray();
            var next = answer.RootElement.Field("meta"u8).Id("next_token"u8);
            if (next is null || (isMessages && ids.Length > 0 && ids.Min() <= after))
            {
                return Walk(found, read, 0);
            }

            // The same token or the same posts again lead nowhere; an empty page may still have posts behind it.
            idle = string.Equals(next, token, StringComparison.Ordinal) ? 2 : ids.Length > 0 && ids.Min() >= lowest ? idle + 1 : 0;
            lowest = ids.Length > 0 ? Math.Min(lowest, ids.Min()) : lowest;
            token = next;
        }

        return Walk(found, read, lowest == long.MaxValue ? 0 : lowest);
    }

    private static XWalk Walk(Dictionary<long, XEntry> found, int read, long endsAbove) => new([.. found.Values.OrderBy(entry => entry.Id)], read, endsAbove);

    private string UrlOf(long after, long until, string? token)
    {
        var url = path;
        if (after > 0 && !isMessages)
        {
            url += "&since_id=" + XId.Write(after);
        }

        if (until > 0 && !isMessages)
        {
            url += "&until_id=" + XId.Write(until);
        }

        return token is null ? url : string.Create(CultureInfo.InvariantCulture, $"{url}&{pageToken}={Uri.EscapeDataString(token)}");
    }
}
