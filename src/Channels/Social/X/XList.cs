using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>
/// One of X's lists. They come newest first, in pages that may be short, empty or repeated and may never end; a walk collects all of them down to
/// where the last one began.
/// </summary>
/// <param name="api">X.</param>
/// <param name="meter">Ends a walk when the day's reads are used up.</param>
/// <param name="path">With the parameters that every page has.</param>
/// <param name="ownId">Our account.</param>
internal sealed class XList(XApi api, XMeter meter, string path, string ownId)
{
    /// <summary>Pages of one walk.</summary>
    public int MaxPages { get; init; } = 50;

    /// <summary>The parameter that asks for the next page.</summary>
    public string PageToken { get; init; } = "pagination_token";

    /// <summary>Direct messages; X has no since_id for them.</summary>
    public bool IsMessages { get; init; }

    /// <summary>As many posts as X lists at all.</summary>
    public int Reach { get; init; } = int.MaxValue;

    /// <summary>Reads everything newer than <paramref name="after"/> and, when that is not 0, older than <paramref name="until"/>.</summary>
    /// <param name="from">For direct messages, which cannot be asked by ids: the token at which an earlier walk was broken off; null begins with the newest.</param>
    public async Task<XWalk> ReadAsync(long after, long until, string? from, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, XEntry>();
        var lowest = until > 0 && !IsMessages ? until : long.MaxValue;
        var (top, read, idle) = (0L, 0, 0);
        var token = from;
        for (var page = 0; page < MaxPages && idle < 2 && (page == 0 || !meter.IsUsedUp); page++)
        {
            using var answer = await AskAsync();
            if (answer is null)
            {
                break;
            }

            if (IsNoList(answer.RootElement))
            {
                throw new ChannelFaultException("unexpected-answer", "X gives errors instead of a list; check UserId, and what the app and the account may read");
            }

            foreach (var entry in XEntry.Of(answer.RootElement, ownId, IsMessages).Where(entry => entry.Id > after && (until == 0 || entry.Id < until)))
            {
                found.TryAdd(entry.Id, entry);
            }

            var ids = answer.RootElement.Field("data"u8).Items().Select(item => XId.Read(item.Id("id"u8))).Where(id => id > 0).ToArray();
            meter.Add(ids);
            read += ids.Length;
            top = Math.Max(top, ids.DefaultIfEmpty().Max());
            var isRepeat = ids.Length > 0 && ids.Min() >= lowest;
            lowest = Math.Min(lowest, ids.DefaultIfEmpty(lowest).Min());
            var next = answer.RootElement.Field("meta"u8).Id("next_token"u8);
            if (next is null || (IsMessages && lowest <= after))
            {
                return Walk(0, next is null && read >= Reach ? lowest : 0);
            }

            // The same token or the same posts again lead nowhere; an empty page may still have posts behind it.
            idle = string.Equals(next, token, StringComparison.Ordinal) ? 2 : isRepeat ? idle + 1 : 0;
            token = next;
        }

        return Walk(lowest == long.MaxValue ? until : until > 0 ? Math.Min(lowest, until) : lowest, 0);

        XWalk Walk(long endsAbove, long reachEnd) =>
            new([.. found.Values.OrderBy(entry => entry.Id)], top, endsAbove, reachEnd) { Token = IsMessages && endsAbove > 0 ? token : null };

        // What was read of direct messages is dear and few requests are allowed: a limit on the way breaks the walk off and takes nothing back.
        async Task<JsonDocument?> AskAsync()
        {
            try
            {
                return await api.AskAsync(UrlOf(after, until, token), cancellationToken);
            }
            catch (ChannelFaultException fault) when (IsMessages && fault.Code == "rate-limited" && read > 0)
            {
                return null;
            }
            catch (ChannelFaultException fault) when (fault.Code == "unexpected-answer" && read == 0 && from is not null && token == from)
            {
                // Tokens do not live for ever.
                token = from = null;
                return await api.AskAsync(UrlOf(after, until, token), cancellationToken);
            }
        }
    }

    /// <summary>X also says 200 when it has nothing but errors to give.</summary>
    private static bool IsNoList(JsonElement answer) => answer.Has("errors"u8) && !answer.Has("data"u8) && !answer.Has("meta"u8);

    private string UrlOf(long after, long until, string? token)
    {
        var url = path;
        if (after > 0 && !IsMessages)
        {
            url += "&since_id=" + XId.Write(after);
        }

        if (until > 0 && !IsMessages)
        {
            url += "&until_id=" + XId.Write(until);
        }

        return token is null ? url : string.Create(CultureInfo.InvariantCulture, $"{url}&{PageToken}={Uri.EscapeDataString(token)}");
    }
}
