namespace Ingestion.Channels.Email.Maildir;

/// <summary>
/// Which mails of a Maildir have been offered, exactly and by name. In memory that is one number for each name; the cursor says it in
/// short: the latest names one by one, the earlier ones in stretches of the time in their names, with the number and a digest of the names
/// in each. After a restart, a stretch whose files still give its digest is known; the files of any other stretch are offered once more,
/// which the host's unique key absorbs. No clock and no file time decides, so a mail that appears late or under an old name is found like
/// any other.
/// </summary>
internal sealed class MaildirPosition
{
    /// <summary>Names that the cursor holds one by one; when there are more, the earlier half becomes a stretch.</summary>
    private const int MostTail = 144;

    /// <summary>More stretches are joined, so that the cursor stays below 4,000 characters.</summary>
    private const int MostRanges = 48;

    private readonly Dictionary<ulong, long> _known = [];
    private readonly List<MaildirRange> _ranges = [];
    private readonly HashSet<ulong> _tail = [];

    /// <summary>Reads a cursor against the names that exist now. An unknown cursor begins at the beginning.</summary>
    public static MaildirPosition Restore(string? cursor, IReadOnlyCollection<MaildirKey> existing)
    {
        var position = new MaildirPosition();
        MaildirCursor.Read(cursor, position._ranges, position._tail);
        position.ForgetChangedRanges(existing);

        // names of the cursor that exist no longer leave the tail; names of matching stretches come back
        var inTail = position._tail.ToHashSet();
        position._tail.Clear();
        foreach (var key in existing)
        {
            var range = position.RangeOf(key.Time);
            if (range >= 0 ? position._ranges[range].Count > 0 : inTail.Contains(key.Hash))
            {
                position._known[key.Hash] = key.Time;
                if (range < 0)
                {
                    position._tail.Add(key.Hash);
                }
            }
        }

        return position;
    }

    public bool Knows(MaildirKey key) => _known.ContainsKey(key.Hash);

    /// <summary>Takes a name into the position: it has been offered, as a message or as a hole.</summary>
    public void Add(MaildirKey key)
    {
        if (!_known.TryAdd(key.Hash, key.Time))
        {
            return;
        }

        if (RangeOf(key.Time) is >= 0 and var range)
        {
            _ranges[range] = _ranges[range].With(key.Hash);
            return;
        }

        _tail.Add(key.Hash);
        if (_tail.Count > MostTail)
        {
            CloseEarlierHalf();
        }
    }

    /// <summary>Forgets names that no longer exist, so that their stretches still match after a restart.</summary>
    public void Keep(HashSet<ulong> existing)
    {
        List<ulong> lost = [.. _known.Keys.Where(hash => !existing.Contains(hash))];
        foreach (var hash in lost)
        {
            _known.Remove(hash, out var time);
            if (RangeOf(time) is >= 0 and var range)
            {
                _ranges[range] = _ranges[range].Without(hash);
            }
            else
            {
                _tail.Remove(hash);
            }
        }
    }

    public string ToCursor() => MaildirCursor.Write(_ranges, _tail);

    private void ForgetChangedRanges(IReadOnlyCollection<MaildirKey> existing)
    {
        var found = new MaildirRange[_ranges.Count];
        foreach (var key in existing)
        {
            if (RangeOf(key.Time) is >= 0 and var range)
            {
                found[range] = found[range].With(key.Hash);
            }
        }

        for (var i = 0; i < found.Length; i++)
        {
            if (_ranges[i].Count != found[i].Count || _ranges[i].Digest != found[i].Digest)
            {
                _ranges[i] = new MaildirRange(_ranges[i].UpTo, 0, 0);
            }
        }
    }

    // the stretch of a time, or -1 when it lies behind all of them: in the tail
    private int RangeOf(long time)
    {
        int low = 0, high = _ranges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].UpTo >= time)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low < _ranges.Count ? low : -1;
    }

    private void CloseEarlierHalf()
    {
        var times = _tail.Select(hash => _known[hash]).Order().ToList();
        var closed = new MaildirRange(times[MostTail / 2], 0, 0);
        foreach (var hash in _tail.Where(hash => _known[hash] <= closed.UpTo).ToList())
        {
            closed = closed.With(hash);
            _tail.Remove(hash);
        }

        _ranges.Add(closed);
        if (_ranges.Count > MostRanges)
        {
            JoinSmallestNeighbours();
        }
    }

    private void JoinSmallestNeighbours()
    {
        var best = 0;
        for (var i = 1; i + 1 < _ranges.Count; i++)
        {
            if (_ranges[i].Count + _ranges[i + 1].Count < _ranges[best].Count + _ranges[best + 1].Count)
            {
                best = i;
            }
        }

        _ranges[best] = _ranges[best].And(_ranges[best + 1]);
        _ranges.RemoveAt(best + 1);
    }
}
