using System.Globalization;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>
/// Reads a queue by peek-lock: what is fetched stays locked until the host has committed and settles it, and comes again by itself when that does
/// not happen in time. A request for a message is never thrown away while it is under way: its answer may be a locked message.
/// </summary>
internal sealed class ServiceBusSource(PeekLock broker, ServiceBusOptions options, ChannelSetup setup) : IMessageSource
{
    private const int PageBytes = 8 * 1024 * 1024;

    /// <summary>Messages that may wait to be settled; then the host is asked to settle first.</summary>
    private const int MostHeld = 2000;

    private const int MostLookedThrough = 500;
    private const int AtOnce = 4;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>The usual limit is ten; from here on it is told.</summary>
    private const int ManyDeliveries = 6;

    private readonly TimeProvider _time = setup.Time;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<KeptPage> _kept = [];
    private readonly Queue<LockedMessage> _ready = new();
    private readonly Dictionary<string, LockedMessage> _offered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LockedMessage> _holes = new(StringComparer.Ordinal);
    private Task<LockedMessage?>? _asking;
    private bool _moreWaits;

    public bool Settles => true;

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var from = cursor ?? "";
        Forget();
        if (_kept.Find(page => string.Equals(page.From, from, StringComparison.Ordinal)) is { } kept && await RenewedAsync(kept, limit, cancellationToken) is { } again)
        {
            return again;
        }

        List<LockedMessage> taken = [];
        List<MessageHole> holes = [];
        var isEmpty = false;
        for (long bytes = 0; !isEmpty && taken.Count + holes.Count < limit && bytes < PageBytes && !MustSettle();)
        {
            LockedMessage? next;
            try
            {
                next = _ready.Count > 0 ? _ready.Dequeue() : await AskAsync(options.EmptySeconds, cancellationToken);
            }
            catch (Exception) when (taken.Count + holes.Count > 0)
            {
                // What is locked is offered; the fault shows at the next call.
                break;
            }

            isEmpty = next is null;
            if (next is { Offer: { } offer })
            {
                bytes += offer.Raw.Length;
                Tell(next);
                _offered[next.ExternalId] = next;
                taken.Add(next);
            }
            else if (next is not null)
            {
                _holes[next.ExternalId] = next;
                holes.Add(new MessageHole(next.ExternalId, next.HoleBecause!));
            }
        }

        var to = taken.Count == 0 ? from : After(from);
        _moreWaits = !isEmpty;
        var page = new KeptPage(from, to, taken, _moreWaits && !MustSettle() && taken.Count > 0);
        if (taken.Count > 0)
        {
            _kept.RemoveAll(old => string.Equals(old.From, from, StringComparison.Ordinal));
            _kept.Add(page);
        }

        return PageOf(page) with { Holes = holes };
    }

    public async Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = externalIds.ToHashSet(StringComparer.Ordinal);
        List<OfferedMessage> found = [];
        List<MessageHole> holes = [];
        foreach (var id in externalIds)
        {
            if (_holes.Remove(id, out var locked))
            {
                await broker.UnlockAsync(locked, cancellationToken);
            }
            else if (_kept.SelectMany(page => page.Messages).FirstOrDefault(one => string.Equals(one.ExternalId, id, StringComparison.Ordinal)) is { } kept)
            {
                found.Add(kept.Offer!);
                wanted.Remove(id);
            }
        }

        for (var n = _ready.Count; n > 0; n--)
        {
            Sort(_ready.Dequeue());
        }

        var isEmpty = false;
        for (var looked = 0; wanted.Count > 0 && !isEmpty && looked < MostLookedThrough && !MustSettle(); looked++)
        {
            if (await AskAsync(options.EmptySeconds, cancellationToken) is { } next)
            {
                Sort(next);
            }
            else
            {
                isEmpty = true;
            }
        }

        // One that another worker's lock still hides comes by itself when the lock ends, and is accepted then.
        return new MessagePage
        {
            Cursor = "",
            Messages = found,
            Holes = [.. holes, .. isEmpty ? [] : wanted.Select(id => new MessageHole(id, "not-reached"))],
            Gone = isEmpty ? [.. wanted] : [],
        };

        void Sort(LockedMessage message)
        {
            if (!wanted.Remove(message.ExternalId))
            {
                _ready.Enqueue(message);
            }
            else if (message.Offer is { } offer)
            {
                _offered[message.ExternalId] = message;
                found.Add(offer);
            }
            else
            {
                _holes[message.ExternalId] = message;
                holes.Add(new MessageHole(message.ExternalId, message.HoleBecause!));
            }
        }
    }

    /// <summary>A message whose lock is lost is done as well: the broker gives it again, the inbox knows it, and that lock settles it.</summary>
    public async Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = externalIds.ToHashSet(StringComparer.Ordinal);
        foreach (var page in _kept)
        {
            page.Messages.RemoveAll(message => asked.Contains(message.ExternalId));
        }

        _kept.RemoveAll(page => page.Messages.Count == 0);
        List<string> done = [.. asked.Where(id => !_offered.TryGetValue(id, out var one) || one.IsCut)];
        Exception? fault = null;
        foreach (var some in asked.Except(done, StringComparer.Ordinal).Select(id => _offered[id]).Chunk(AtOnce))
        {
            try
            {
                var completed = await Task.WhenAll(some.Select(one => broker.CompleteAsync(one, cancellationToken)));
                done.AddRange(some.Where((_, n) => completed[n]).Select(one => one.ExternalId));
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                // The rest is tried again by the host, or comes again by itself.
                fault = broken;
                break;
            }
        }

        done.ForEach(id => _offered.Remove(id));
        return done.Count > 0 || fault is null ? done : throw fault;
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_moreWaits || _ready.Count > 0)
        {
            _moreWaits = false;
            return;
        }

        var start = _time.GetTimestamp();
        var seconds = (int)Math.Min(options.PollSeconds, Math.Floor(atMost.TotalSeconds) - 1);
        if (seconds >= 1)
        {
            if (await AskAsync(seconds, cancellationToken) is { } message)
            {
                _ready.Enqueue(message);
                return;
            }

            if (_time.GetElapsedTime(start) >= TimeSpan.FromSeconds(seconds) / 2)
            {
                return;
            }
        }

        // Nobody held the request, so nobody tells when there is news.
        var left = atMost - _time.GetElapsedTime(start);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time, cancellationToken);
    }

    /// <summary>Gives back what nobody has settled, so that it need not wait for its lock's end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            if (_asking is not null && await _asking.WaitAsync(limit.Token) is { } last)
            {
                _ready.Enqueue(last);
            }
        }
        catch (Exception)
        {
            // The end of a request that was cut off.
        }

        try
        {
            await Parallel.ForEachAsync(
                [.. _offered.Values, .. _holes.Values, .. _ready],
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = limit.Token },
                async (locked, stop) => await broker.UnlockAsync(locked, stop));
        }
        catch (Exception)
        {
            // Their locks end by themselves.
        }

        _stop.Dispose();
    }

    /// <summary>
    /// One request for a message at a time. When the caller stops waiting the request goes on, and the next caller gets its answer.
    /// </summary>
    private async Task<LockedMessage?> AskAsync(int seconds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asking = _asking ??= broker.NextAsync(seconds, _stop.Token);
        try
        {
            var message = await asking.WaitAsync(cancellationToken);
            _asking = null;
            return message;
        }
        catch (Exception) when (asking.IsFaulted || asking.IsCanceled)
        {
            _asking = null;
            throw;
        }
    }

    /// <summary>The page once more, with locks that hold; null when none of it is ours any more.</summary>
    private async Task<MessagePage?> RenewedAsync(KeptPage page, int limit, CancellationToken cancellationToken)
    {
        for (var n = page.Messages.Count - 1; n >= 0; n--)
        {
            if (page.Messages[n].HalfLife > _time.GetUtcNow())
            {
                continue;
            }

            if (await broker.RenewAsync(page.Messages[n], cancellationToken) is { } renewed)
            {
                page.Messages[n] = _offered[renewed.ExternalId] = renewed;
            }
            else
            {
                _offered.Remove(page.Messages[n].ExternalId);
                page.Messages.RemoveAt(n);
            }
        }

        if (page.Messages.Count > limit)
        {
            page.Messages.Skip(limit).ToList().ForEach(_ready.Enqueue);
            page.Messages.RemoveRange(limit, page.Messages.Count - limit);
            return PageOf(page with { More = true });
        }

        return page.Messages.Count > 0 ? PageOf(page) : null;
    }

    /// <summary>Fetching on would let the first locks end before the host has settled.</summary>
    private bool MustSettle()
    {
        var now = _time.GetUtcNow();
        var held = 0;
        foreach (var page in _kept)
        {
            held += page.Messages.Count;
            if (held >= MostHeld || page.Messages.Exists(message => message.HalfLife <= now))
            {
                return true;
            }
        }

        return false;
    }

    private void Tell(LockedMessage message)
    {
        if (message.Deliveries >= ManyDeliveries)
        {
            ServiceBusLog.DeliveredOften(setup.Logger, setup.Channel, message.Deliveries);
        }

        if (message.IsCut)
        {
            ServiceBusLog.TooLarge(setup.Logger, setup.Channel, options.MaxMessageBytes);
        }
    }

    /// <summary>What others may have by now.</summary>
    private void Forget()
    {
        var now = _time.GetUtcNow();
        foreach (var page in _kept)
        {
            page.Messages.RemoveAll(message => message.LockedUntil <= now);
        }

        _kept.RemoveAll(page => page.Messages.Count == 0);
        Forget(_offered, now);
        Forget(_holes, now);
        for (var n = _ready.Count; n > 0; n--)
        {
            if (_ready.Dequeue() is { } ready && ready.LockedUntil > now)
            {
                _ready.Enqueue(ready);
            }
        }
    }

    private static void Forget(Dictionary<string, LockedMessage> locked, DateTimeOffset now)
    {
        foreach (var id in locked.Where(one => one.Value.LockedUntil <= now).Select(one => one.Key).ToList())
        {
            locked.Remove(id);
        }
    }

    private static MessagePage PageOf(KeptPage page) => new() { Messages = [.. page.Messages.Select(message => message.Offer!)], Cursor = page.To, More = page.More };

    /// <summary>Cursors only tell pages apart; what is to be read next, the broker knows.</summary>
    private static string After(string cursor) =>
        ((long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < long.MaxValue ? count : 0) + 1).ToString(CultureInfo.InvariantCulture);
}
