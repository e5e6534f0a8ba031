namespace Ingestion.Channels.Social.X;

/// <summary>
/// Polls mentions, search and direct messages, each from its own place. A round reads everything since the last one and an overlap before it, for posts
/// that come into a list late; what is offered again the inbox knows by its id.
/// </summary>
internal sealed class XSource(ChannelSetup setup, XOptions options, XApi api) : IMessageSource
{
    private const int PostsAgain = 100;

    /// <summary>Each is a request of its own, of which X allows fifteen in a quarter of an hour, lists included.</summary>
    private const int MessagesAgain = 3;

    /// <summary>Of one walk, for the same reason.</summary>
    private const int MessagePages = 10;

    private const int MentionsReach = 800;
    private const string MessageFields = "dm_event.fields=id,text,event_type,sender_id,dm_conversation_id,created_at,attachments&event_types=MessageCreate";

    /// <summary>Search reaches back seven days and refuses ids that are older.</summary>
    private static readonly TimeSpan SearchReach = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);

    /// <summary>Direct messages may be asked for fifteen times in a quarter of an hour.</summary>
    private static readonly TimeSpan MessagePause = TimeSpan.FromSeconds(65);

    private static readonly TimeSpan TellPause = TimeSpan.FromMinutes(15);

    private readonly XLine _line = new(options.MaxBytes);
    private readonly XMeter _meter = new(options.ReadsPerDay, setup.Time);
    private long? _messagesAskedAt;
    private long? _toldAt;

    public bool Settles => false;

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _line.Confirm(cursor);
        var at = XCursor.Read(cursor);
        if (_line.IsEmpty)
        {
            _meter.Begin(at);
            if (_meter.IsUsedUp)
            {
                var now = setup.Time.GetUtcNow().UtcDateTime;
                throw new ChannelFaultException("daily-reads-used", "X: ReadsPerDay is used up; reading goes on at midnight UTC") { RetryAfter = now.Date.AddDays(1) - now, IsOurs = true };
            }

            var (read, round, fault) = await ReadAsync(at, cancellationToken);
            at = _line.Fill(read, round);
            if (fault is not null && _line.IsEmpty && IsTimeToTell())
            {
                throw new ChannelFaultException(fault.Code, $"{fault.Message}; other lists of the channel are read");
            }
        }

        return _line.Give(at, limit);
    }

    public async Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] posts = [.. externalIds.Where(id => id.StartsWith("post:", StringComparison.Ordinal) && XId.IsId(id[5..])).Take(PostsAgain)];
        string[] messages = [.. externalIds.Where(id => id.StartsWith("dm:", StringComparison.Ordinal) && XId.IsId(id[3..])).Take(MessagesAgain)];
        var found = new Dictionary<string, XEntry>(StringComparer.Ordinal);
        var withheld = new HashSet<string>(StringComparer.Ordinal);
        if (posts.Length > 0)
        {
            using var answer = await api.AskAsync($"/2/tweets?ids={string.Join(',', posts.Select(id => id[5..]))}&{api.PostFields}", cancellationToken);
            Keep(XEntry.Of(answer.RootElement, options.UserId, isMessages: false));
            withheld.UnionWith(XProblem.Withheld(answer.RootElement).Select(id => "post:" + id));
        }

        foreach (var id in messages)
        {
            using var answer = await api.TryAskAsync($"/2/dm_events/{id[3..]}?{MessageFields}", cancellationToken);
            Keep(answer is null ? [] : XEntry.Of(answer.RootElement, options.UserId, isMessages: true));
        }

        List<OfferedMessage> read = [];
        List<MessageHole> holes = [];
        List<string> gone = [];
        foreach (var id in externalIds)
        {
            switch (found.GetValueOrDefault(id))
            {
                case { Fault: null } entry:
                    read.Add(entry.Offer(options.MaxBytes));
                    break;
                case { Fault: { } fault }:
                    holes.Add(new MessageHole(id, fault));
                    break;
                case null when withheld.Contains(id):
                    holes.Add(new MessageHole(id, "withheld"));
                    break;
                case null when posts.Contains(id) || messages.Contains(id):
                    gone.Add(id);
                    break;
                default:
                    holes.Add(new MessageHole(id, "not-tried"));
                    break;
            }
        }

        return new MessagePage { Messages = read, Holes = holes, Gone = gone, Cursor = "" };

        void Keep(IEnumerable<XEntry> entries)
        {
            foreach (var entry in entries)
            {
                _meter.Add([entry.Id]);
                found.TryAdd(entry.Key, entry);
            }
        }
    }

    public Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Task.FromResult(externalIds);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost, setup.Time, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Walks all lists. The fault of one is the round's when no other one could be read.</summary>
    private async Task<(XCursor At, List<XFound> Round, ChannelFaultException? Fault)> ReadAsync(XCursor at, CancellationToken cancellationToken)
    {
        List<XFound> round = [];
        ChannelFaultException? fault = null;
        foreach (var (list, place, floor, set) in ListsOf(at).TakeWhile(_ => !_meter.IsUsedUp))
        {
            try
            {
                round.Add(await ReadAsync(list, place, floor, set, cancellationToken));
            }
            catch (Exception broken) when (broken is ChannelFaultException or HttpRequestException or IOException)
            {
                var told = broken as ChannelFaultException ?? new ChannelFaultException("unreachable", $"X cannot be reached ({HttpFaults.CodeOf(broken)})");
                XLog.ListFailed(setup.Logger, setup.Channel, told.Code);
                fault ??= told;
            }
        }

        return fault is not null && round.Count == 0 ? throw fault : (_meter.Book(at), round, fault);
    }

    private async Task<XFound> ReadAsync(XList list, XPlace place, long floor, Func<XCursor, XPlace, XCursor> set, CancellationToken cancellationToken)
    {
        var gap = place.HasGap ? await list.ReadAsync(Math.Max(place.GapAfter, floor), place.GapUntil, place.GapToken, cancellationToken) : null;
        var after = place.Newest > 0 ? XId.Earlier(place.Newest, TimeSpan.FromMinutes(options.OverlapMinutes)) : setup.StartDate is { } start ? XId.At(start) : 0;
        after = after > 0 ? Math.Max(after, floor) : 0;
        var walk = await list.ReadAsync(after, 0, null, cancellationToken);
        var found = new XFound(set, place, gap, after, walk);
        if (walk.EndsAbove > 0)
        {
            XLog.WalkBrokenOff(setup.Logger, setup.Channel, walk.Entries.Count);
        }

        if (found.GivesUpGap)
        {
            XLog.GapGivenUp(setup.Logger, setup.Channel);
        }

        if (found.IsOutOfReach)
        {
            XLog.OutOfReach(setup.Logger, setup.Channel);
        }

        return found;
    }

    /// <summary>That one list fails while the others bring nothing is told now and then, so that it shows and the others are not held up.</summary>
    private bool IsTimeToTell()
    {
        if (_toldAt is { } told && setup.Time.GetElapsedTime(told) < TellPause)
        {
            return false;
        }

        _toldAt = setup.Time.GetTimestamp();
        return true;
    }

    private IEnumerable<(XList List, XPlace Place, long Floor, Func<XCursor, XPlace, XCursor> Set)> ListsOf(XCursor at)
    {
        if (options.Mentions)
        {
            var path = $"/2/users/{options.UserId}/mentions?max_results=100&{api.PostFields}";
            yield return (new XList(api, _meter, path, options.UserId) { Reach = MentionsReach }, at.Mentions, 0, (cursor, place) => cursor with { Mentions = place });
        }

        if (!string.IsNullOrWhiteSpace(options.Search))
        {
            var path = $"/2/tweets/search/recent?query={Uri.EscapeDataString(options.Search)}&max_results=100&{api.PostFields}";
            var floor = XId.At(setup.Time.GetUtcNow() - SearchReach);
            yield return (new XList(api, _meter, path, options.UserId) { PageToken = "next_token" }, at.Search, floor, (cursor, place) => cursor with { Search = place });
        }

        if (options.DirectMessages && (_messagesAskedAt is not { } asked || setup.Time.GetElapsedTime(asked) >= MessagePause))
        {
            _messagesAskedAt = setup.Time.GetTimestamp();
            var path = $"/2/dm_events?max_results=100&{MessageFields}";
            yield return (new XList(api, _meter, path, options.UserId) { IsMessages = true, MaxPages = MessagePages }, at.Messages, 0, (cursor, place) => cursor with { Messages = place });
        }
    }
}
