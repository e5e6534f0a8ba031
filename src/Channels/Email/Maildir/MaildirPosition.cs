using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>
/// Which mails of a Maildir have been offered, exactly and by name, in memory; and in short as the cursor. The cursor cuts the names into
/// at most a hundred stretches by the time in them and keeps the number and a digest of the names in each. After a restart, a stretch
/// whose files still give its digest is known; the files of any other stretch are offered once more, which the host's unique key absorbs.
/// No clock and no file time decides, so a mail that appears late or with an old name is found like any other.
/// </summary>
internal sealed class MaildirPosition
{
    /// <summary>A stretch is closed when it has so many names: what is offered again at most when one of them has changed.</summary>
    private const int NamesPerRange = 256;

    /// <summary>More are joined, so that the cursor stays below 4,000 characters.</summary>
    private const int MostRanges = 100;

    private const string Version = "m1";

    private readonly List<MaildirRange> _ranges;
    private readonly Dictionary<ulong, long> _known = [];
    private long _latestOfOpen;

    private MaildirPosition(List<MaildirRange> ranges) => _ranges = ranges;

    /// <summary>Reads a cursor against the names that exist now. An unknown cursor begins at the beginning.</summary>
    public static MaildirPosition Restore(string? cursor, IReadOnlyCollection<MaildirKey> existing)
    {
        var position = new MaildirPosition(Parse(cursor));
        var found = new MaildirRange[position._ranges.Count];
        foreach (var key in existing)
        {
            ref var range = ref found[position.RangeOf(key.Time)];
            range = range.With(key.Hash);
        }

        for (var i = 0; i < found.Length; i++)
        {
            var stored = position._ranges[i];
            if (stored.Count != found[i].Count || stored.Digest != found[i].Digest)
            {
                position._ranges[i] = new MaildirRange(stored.UpTo, 0, 0);
            }
        }

        foreach (var key in existing)
        {
            if (position._ranges[position.RangeOf(key.Time)].Count > 0)
            {
                position._known[key.Hash] = key.Time;
                position._latestOfOpen = Math.Max(position._latestOfOpen, key.Time);
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

        var index = RangeOf(key.Time);
        _ranges[index] = _ranges[index].With(key.Hash);
        if (index < _ranges.Count - 1)
        {
            return;
        }

        _latestOfOpen = Math.Max(_latestOfOpen, key.Time);
        if (_ranges[index].Count >= NamesPerRange)
        {
            CloseOpenRange();
        }
    }

    /// <summary>Forgets names that no longer exist, so that their stretches still match after a restart.</summary>
    public void Keep(HashSet<ulong> existing)
    {
        if (_known.Count <= existing.Count && _known.Keys.All(existing.Contains))
        {
            return;
        }

        foreach (var (hash, time) in _known.Where(known => !existing.Contains(known.Key)).ToList())
        {
            _known.Remove(hash);
            var index = RangeOf(time);
            _ranges[index] = _ranges[index].Without(hash);
        }
    }

    public string ToCursor()
    {
        var text = new StringBuilder(Version, 64 + (_ranges.Count * 32));
        foreach (var range in _ranges)
        {
            text.Append(CultureInfo.InvariantCulture, $";{range.UpTo:x},{range.Count:x},{range.Digest:x}");
        }

        return text.ToString();
    }

    private static List<MaildirRange> Parse(string? cursor)
    {
        var ranges = new List<MaildirRange>();
        var fields = (cursor ?? "").Split(';');
        if (fields[0] == Version)
        {
            foreach (var field in fields.AsSpan(1))
            {
                var parts = field.Split(',');
                if (parts.Length == 3 && long.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var upTo)
                    && int.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var count)
                    && ulong.TryParse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var digest)
                    && (ranges.Count == 0 || upTo > ranges[^1].UpTo))
                {
                    ranges.Add(new MaildirRange(upTo, count, digest));
                }
            }
        }

        if (ranges.Count == 0 || ranges[^1].UpTo != long.MaxValue)
        {
            ranges.Add(new MaildirRange(long.MaxValue, 0, 0));
        }

        return ranges;
    }

    private int RangeOf(long time)
    {
        int low = 0, high = _ranges.Count - 1;
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

        return low;
    }

    private void CloseOpenRange()
    {
        var open = _ranges[^1];
        if (_ranges.Count > 1 && _latestOfOpen <= _ranges[^2].UpTo)
        {
            return;
        }

        _ranges[^1] = new MaildirRange(_latestOfOpen, open.Count, open.Digest);
        _ranges.Add(new MaildirRange(long.MaxValue, 0, 0));
        if (_ranges.Count > MostRanges)
        {
            JoinSmallestNeighbours();
        }
    }

    private void JoinSmallestNeighbours()
    {
        var ranges = CollectionsMarshal.AsSpan(_ranges);
        var best = 0;
        for (var i = 1; i + 2 < ranges.Length; i++)
        {
            if (ranges[i].Count + ranges[i + 1].Count < ranges[best].Count + ranges[best + 1].Count)
            {
                best = i;
            }
        }

        var (left, right) = (ranges[best], ranges[best + 1]);
        ranges[best] = new MaildirRange(right.UpTo, left.Count + right.Count, left.Digest ^ right.Digest);
        _ranges.RemoveAt(best + 1);
    }
}
