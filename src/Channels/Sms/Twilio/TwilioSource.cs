using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Reads the message list, for what the hooks missed. Every round looks back over the overlap and offers each stretch of time whose messages are not
/// those that were offered before. What a hook has brought already is known to the inbox by the same id.
/// </summary>
internal sealed class TwilioSource(ChannelSetup setup, TwilioOptions options, TwilioApi api) : IMessageSource
{
    private const long PageBytes = 8 * 1024 * 1024;

    /// <summary>Stretches that a round looks back.</summary>
    private const int Stretches = 96;

    /// <summary>Stretches that Twilio's clock may be ahead of ours.</summary>
    private const int Ahead = 40;

    /// <summary>Stretches of the clock that a round may take before it begins anew.</summary>
    private const int LongestRound = 2;

    /// <summary>Listings in one fetch.</summary>
    private const int MostListings = 20;

    private readonly TwilioListing _listing = new(setup, options, api);

    /// <summary>Seconds.</summary>
    private readonly long _length = options.PollOverlapHours * 3600L / Stretches;

    public bool Settles => false;

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        var now = setup.Time.GetUtcNow();
        var today = StretchOf(now.ToUnixTimeSeconds());
        var at = TwilioCursor.Read(cursor, _length) ?? TwilioCursor.From(FirstStretch(now));
        if (at.Resume is null || today - at.Begun > LongestRound)
        {
            // A round that was left long ago is not gone on with: what came in late behind it would be forgotten at its end.
            (at.Resume, at.Begun) = (null, today);
        }

        // Days in which nobody wrote need no page each.
        var page = new TwilioPage(limit, PageBytes, options.MaxBytes);
        for (var listings = 0; listings == 0 || (listings < MostListings && page.IsEmpty && at.Resume is not null); listings++)
        {
            await ListAsync(at, today, page, cancellationToken);
        }

        return new MessagePage { Messages = page.Messages, Holes = page.Holes, Cursor = at.Write(_length), More = at.Resume is not null };
    }

    public async Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        const int most = 50;
        var page = new TwilioPage(int.MaxValue, long.MaxValue, options.MaxBytes);
        List<string> gone = [];
        foreach (var sid in externalIds.Take(most))
        {
            if (!TwilioSid.IsSid(sid))
            {
                gone.Add(sid);
                continue;
            }

            using var request = api.Get(api.Message(sid));
            using var response = await setup.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            if ((int)response.StatusCode is 404 or 410)
            {
                gone.Add(sid);
                continue;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw HttpReading.FaultOf(response, TwilioApi.Provider, setup.Time);
            }

            var entry = TwilioEntry.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            page.Add(entry is { IsInbound: true } && string.Equals(entry.Sid, sid, StringComparison.Ordinal) ? entry : new TwilioEntry(sid, default));
        }

        return new MessagePage
        {
            Messages = page.Messages,
            Holes = [.. page.Holes, .. externalIds.Skip(most).Select(sid => new MessageHole(sid, "not-tried"))],
            Gone = gone,
            Cursor = "",
        };
    }

    public Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Task.FromResult(externalIds);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost, setup.Time, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Goes on with the round: to its end, or until the page is full or as many days are listed as a round looks back.</summary>
    private async Task ListAsync(TwilioCursor at, long today, TwilioPage page, CancellationToken cancellationToken)
    {
        var from = at.Resume ?? at.First;
        var end = today - from > Stretches * 2 ? from + Stretches : (long?)null;
        var entries = await _listing.ReadAsync(DayOf(from), end is { } last ? DayOf(last).AddDays(1) : null, cancellationToken);

        // Later ones are somebody's broken clock.
        var latest = (today + Ahead) * _length;
        at.Resume = end;
        foreach (var stretch in entries.Where(entry => entry.CreatedAt <= latest).GroupBy(entry => StretchOf(entry.CreatedAt!.Value)))
        {
            if (stretch.Key >= from && (end is null || stretch.Key < end) && !Offer(stretch.Key, [.. stretch], at, page))
            {
                at.Resume = stretch.Key;
                break;
            }
        }

        if (at.Resume is null)
        {
            page.AddUndated(entries.Where(entry => !(entry.CreatedAt <= latest)));
        }

        at.ForgetBefore(Math.Min(at.Resume ?? today, today) - Stretches);
    }

    /// <summary>Offers what is new of a stretch; false when the page is full before its end.</summary>
    private bool Offer(long stretch, List<TwilioEntry> entries, TwilioCursor at, TwilioPage page)
    {
        var (begin, sum) = (0, 0UL);
        if (at.Last is { } last && StretchOf(last.At) == stretch)
        {
            // What stands before the last one is known as long as it is the same.
            begin = entries.TakeWhile(entry => entry.CompareTo(last.At, last.Sid) <= 0).Count();
            sum = SumOf(entries.Take(begin));
            if (sum != at[stretch])
            {
                (begin, sum) = (0, 0);
            }
        }
        else if (SumOf(entries) == at[stretch])
        {
            return true;
        }

        foreach (var entry in entries.Skip(begin))
        {
            if (!page.Add(entry))
            {
                return false;
            }

            sum += entry.Hash;
            at[stretch] = sum;
            at.Last = (entry.CreatedAt!.Value, entry.Sid);
        }

        return true;
    }

    private static ulong SumOf(IEnumerable<TwilioEntry> entries) => entries.Aggregate(0UL, (sum, entry) => unchecked(sum + entry.Hash));

    /// <summary>A new channel reads from its start date on: what came before has been answered by others.</summary>
    private long FirstStretch(DateTimeOffset now) =>
        StretchOf((setup.StartDate is { } start && start < now ? start : now.AddHours(-options.PollOverlapHours)).ToUnixTimeSeconds());

    private long StretchOf(long seconds) => Math.DivRem(seconds, _length).Quotient;

    private DateOnly DayOf(long stretch) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(Math.Max(0, stretch * _length)).UtcDateTime);
}
