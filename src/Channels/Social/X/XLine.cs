using System.Security.Cryptography;

namespace Ingestion.Channels.Social.X;

/// <summary>
/// What a round has found and the host has not asked for yet, and what it has been given already. The host gives back the cursor of the page that it has
/// committed; with any other one the last pages may be lost, and everything is forgotten.
/// </summary>
internal sealed class XLine(int maxBytes)
{
    private const long PageBytes = 8 * 1024 * 1024;
    private const int MaxKnown = 100_000;

    private readonly Queue<(XEntry Entry, XCursor Then)> _waiting = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _given = [];
    private int _page = RandomNumberGenerator.GetInt32(int.MaxValue);
    private string? _cursor;

    public bool IsEmpty => _waiting.Count == 0;

    public void Confirm(string? cursor)
    {
        if (_cursor is null || !string.Equals(cursor, _cursor, StringComparison.Ordinal) || _known.Count > MaxKnown)
        {
            _known.Clear();
            _waiting.Clear();
        }
        else
        {
            _known.UnionWith(_given);
        }

        _given.Clear();
    }

    /// <summary>Puts what a round found into the line, without what this process has offered and the host has committed. Returns the cursor after all of it.</summary>
    public XCursor Fill(XCursor at, IEnumerable<XFound> round)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        List<(XEntry Entry, XCursor Then)> line = [];
        foreach (var found in round)
        {
            (var entries, at) = found.Queue(at);
            line.AddRange(entries.Where(one => !_known.Contains(one.Entry.Key) && keys.Add(one.Entry.Key)));
        }

        for (var n = 0; n < line.Count; n++)
        {
            _waiting.Enqueue(n == line.Count - 1 ? (line[n].Entry, at) : line[n]);
        }

        return at;
    }

    public MessagePage Give(XCursor at, int limit)
    {
        List<OfferedMessage> messages = [];
        List<MessageHole> holes = [];
        var bytes = 0L;
        while (messages.Count + holes.Count < limit && _waiting.TryPeek(out var next) && (messages.Count == 0 || bytes + next.Entry.Raw.Length <= PageBytes))
        {
            _waiting.Dequeue();
            at = next.Then;
            _given.Add(next.Entry.Key);
            if (next.Entry.Fault is { } fault)
            {
                holes.Add(new MessageHole(next.Entry.Key, fault));
                continue;
            }

            messages.Add(next.Entry.Offer(maxBytes));
            bytes += messages[^1].Raw.Length;
        }

        if (_given.Count > 0)
        {
            _page = (_page + 1) & int.MaxValue;
            at = at with { Page = _page };
        }

        _cursor = at.Write();
        return new MessagePage { Messages = messages, Holes = holes, Cursor = _cursor, More = _waiting.Count > 0 };
    }
}
