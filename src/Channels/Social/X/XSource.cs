namespace Ingestion.Channels.Social.X;

/// <summary>
/// Polls mentions, search and direct messages, each from its own place. A round reads everything since the last one and an overlap before it, for posts
/// that come into a list late; what is offered again the inbox knows by its id.
/// </summary>
internal sealed class XSource(ChannelSetup setup, XOptions options, XApi api) : IMessageSource
{
    private const int MostAgain = 100;
    private const string MessageFields = "dm_event.fields=id,text,event_type,sender_id,dm_conversation_id,created_at&event_types=MessageCreate";

    /// <summary>Search reaches back seven days and refuses ids that are older.</summary>
    private static readonly TimeSpan SearchReach = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);

    /// <summary>Direct messages may be asked for fifteen times in a quarter of an hour.</summary>
    private static readonly TimeSpan MessagePause = TimeSpan.FromSeconds(65);

    private readonly XLine _line = new(options.MaxBytes);
    private long? _messagesAskedAt;

    public bool Settles => false;

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _line.Confirm(cursor);
        var at = XCursor.Read(cursor);
        if (_line.IsEmpty)
        {
            var (read, round) = await ReadAsync(Today(at), cancellationToken);
            at = _line.Fill(read, round);
        }

        return _line.Give(at, limit);
    }

    public async Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = externalIds.Take(MostAgain).ToArray();
        var found = new Dictionary<string, XEntry>(StringComparer.Ordinal);
        var posts = asked.Where(id => id.StartsWith("post:", StringComparison.Ordinal) && XId.IsId(id[5..])).Select(id => id[5..]).ToArray();
        if (posts.Length > 0)
        {
            using var answer = await api.AskAsync($"/2/tweets?ids={string.Join(',', posts)}&{api.PostFields}", cancellationToken);
            Keep(XEntry.Of(answer.RootElement, options.UserId, isMessages: false));
        }

        foreach (var id in asked.Where(id => id.StartsWith("dm:", StringComparison.Ordinal) && XId.IsId(id[3..])))
        {
            using var answer = await api.TryAskAsync($"/2/dm_events/{id[3..]}?{MessageFields}", cancellationToken);
            Keep(answer is null ? [] : XEntry.Of(answer.RootElement, options.UserId, isMessages: true));
        }

        return new MessagePage
        {
            Messages = [.. asked.Where(id => found.GetValueOrDefault(id) is { Fault: null }).Select(id => found[id].Offer(options.MaxBytes))],
            Holes =
            [
                .. asked.Where(id => found.GetValueOrDefault(id) is { Fault: not null }).Select(id => new MessageHole(id, found[id].Fault!)),
                .. externalIds.Skip(MostAgain).Select(id => new MessageHole(id, "not-tried")),
            ],
            Gone = [.. asked.Where(id => !found.ContainsKey(id))],
            Cursor = "",
        };

        void Keep(IEnumerable<XEntry> entries)
        {
            foreach (var entry in entries)
            {
                found.TryAdd(entry.Key, entry);
            }
        }
    }

    public Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Task.FromResult(externalIds);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost, setup.Time, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The reads of another day do not count.</summary>
    private XCursor Today(XCursor at)
    {
        var now = setup.Time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (at.Day != today)
        {
            return at with { Day = today, Reads = 0 };
        }

        return at.Reads < options.ReadsPerDay
            ? at
            : throw new ChannelFaultException("daily-reads-used", "X: ReadsPerDay is used up; reading goes on at midnight UTC") { RetryAfter = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime };
    }

    /// <summary>Walks all lists. One list's fault is the round's only when no other has brought anything.</summary>
    private async Task<(XCursor At, List<XFound> Round)> ReadAsync(XCursor at, CancellationToken cancellationToken)
    {
        List<XFound> round = [];
        Exception? fault = null;
        foreach (var (list, place, floor, set) in ListsOf(at))
        {
            try
            {
                var found = await ReadAsync(list, place, floor, set, cancellationToken);
                at = at with { Reads = at.Reads + found.Walk.Read + (found.Gap?.Read ?? 0) };
                round.Add(found);
            }
            catch (Exception broken) when (broken is ChannelFaultException or HttpRequestException or IOException)
            {
                fault ??= broken;
            }
        }

        if (fault is not null && round.All(found => found.Walk.Entries.Count == 0))
        {
            throw fault as ChannelFaultException ?? new ChannelFaultException("unreachable", $"X cannot be reached ({HttpFaults.CodeOf(fault)})");
        }

        return (at, round);
    }

    private async Task<XFound> ReadAsync(XList list, XPlace place, long floor, Func<XCursor, XPlace, XCursor> set, CancellationToken cancellationToken)
    {
        var gap = place.HasGap ? await list.ReadAsync(Math.Max(place.GapAfter, floor), place.GapUntil, cancellationToken) : null;
        var after = place.Newest > 0 ? XId.Earlier(place.Newest, TimeSpan.FromMinutes(options.OverlapMinutes)) : setup.StartDate is { } start ? XId.At(start) : 0;
        after = after > 0 ? Math.Max(after, floor) : 0;
        var walk = await list.ReadAsync(after, 0, cancellationToken);
        var found = new XFound(set, place, gap, after, walk);
        if (walk.EndsAbove > 0)
        {
            XLog.WalkBrokenOff(setup.Logger, setup.Channel, walk.Entries.Count);
        }

        if (found.GivesUpGap)
        {
            XLog.GapGivenUp(setup.Logger, setup.Channel);
        }

        return found;
    }

    private IEnumerable<(XList List, XPlace Place, long Floor, Func<XCursor, XPlace, XCursor> Set)> ListsOf(XCursor at)
    {
        if (options.Mentions)
        {
            var path = $"/2/users/{options.UserId}/mentions?max_results=100&{api.PostFields}";
            yield return (new XList(api, path, "pagination_token", options.UserId, isMessages: false), at.Mentions, 0, (cursor, place) => cursor with { Mentions = place });
        }

        if (!string.IsNullOrWhiteSpace(options.Search))
        {
            var path = $"/2/tweets/search/recent?query={Uri.EscapeDataString(options.Search)}&max_results=100&{api.PostFields}";
            var floor = XId.At(setup.Time.GetUtcNow() - SearchReach);
            yield return (new XList(api, path, "next_token", options.UserId, isMessages: false), at.Search, floor, (cursor, place) => cursor with { Search = place });
        }

        if (options.DirectMessages && (_messagesAskedAt is not { } asked || setup.Time.GetElapsedTime(asked) >= MessagePause))
        {
            _messagesAskedAt = setup.Time.GetTimestamp();
            var path = $"/2/dm_events?max_results=100&{MessageFields}";
            yield return (new XList(api, path, "pagination_token", options.UserId, isMessages: true), at.Messages, 0, (cursor, place) => cursor with { Messages = place });
        }
    }
}
