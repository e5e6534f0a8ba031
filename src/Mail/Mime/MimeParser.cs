using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Cuts a message into its parts in one pass: a line that begins with two hyphens is compared with the boundaries that are open, and
/// nothing is read twice (but for a multipart whose declared boundary never comes, and that a few times only).
/// </summary>
internal sealed class MimeParser
{
    private const int MostBoundaryGuesses = 3;
    private const int LongestBoundary = 200;

    private readonly ReadOnlyMemory<byte> _raw;
    private readonly MimeLimits _limits;
    private readonly ProblemList _problems;
    private readonly BoundaryStack _open = new();
    private readonly HeaderBudget _budget;
    private int _at;
    private int _parts;
    private int _guesses;

    // how the last body ended: where, and at which open boundary (-1: at the end of the message)
    private int _bodyEnd;
    private int _stop = -1;
    private bool _stopCloses;

    public MimeParser(ReadOnlyMemory<byte> raw, MimeLimits limits, ProblemList problems)
    {
        _raw = raw;
        _limits = limits;
        _problems = problems;
        _budget = new HeaderBudget(limits);
    }

    public MimePart Read(int from)
    {
        _at = from;
        return ReadEntity(0, "text/plain");
    }

    private MimePart ReadEntity(int depth, string defaultType)
    {
        _parts++;
        var headers = HeaderScanner.Read(_raw, ref _at, _budget, _open, _problems);
        var type = headers.Unfolded("Content-Type") is { } text ? MimeParameters.Parse(text) : null;
        var part = new MimePart(headers, type, MediaType(type, defaultType));
        var start = _at;
        if (part.IsMultipart)
        {
            return ReadMultipart(part, headers, type, depth, start);
        }

        if (part.IsMessage && part.TransferEncoding is TransferEncoding.None && MayGoDeeper(depth))
        {
            part.Parts = [ReadEntity(depth + 1, "text/plain")];
        }
        else
        {
            FindBoundary(start);
        }

        part.RawBody = _raw[start..Math.Max(start, _bodyEnd)];
        return part;
    }

    private MimePart ReadMultipart(MimePart part, MimeHeaders headers, MimeParameters? type, int depth, int start)
    {
        if (MayGoDeeper(depth))
        {
            var declared = type?["boundary"]?.TrimEnd(' ', '\t');
            var boundary = string.IsNullOrEmpty(declared) || declared.Length > LongestBoundary ? null : Encoding.UTF8.GetBytes(declared);
            if (boundary is null)
            {
                _problems.Add("missing-boundary");
            }

            if (boundary is not null && ReadChildren(part, boundary, depth, start))
            {
                return part;
            }

            // none of the declared lines was there; _bodyEnd is where an outer boundary or the message ends it
            var end = boundary is null ? EndWithoutBoundary(start) : _bodyEnd;
            if (GuessBoundary(_raw.Span[start..end]) is { } guessed)
            {
                _problems.Add("boundary-guessed");
                ReadChildren(part, guessed, depth, start);
                return part;
            }

            _problems.Add("boundary-not-found");
            var text = new MimePart(headers, null, "text/plain") { RawBody = _raw[start..end] };
            return text;
        }

        FindBoundary(start);
        part.RawBody = _raw[start..Math.Max(start, _bodyEnd)];
        return part;
    }

    private bool ReadChildren(MimePart part, byte[] boundary, int depth, int start)
    {
        _open.Push(boundary);
        var level = _open.Count - 1;
        FindBoundary(start);
        if (_stop != level)
        {
            _open.Pop();
            return false;
        }

        var children = new List<MimePart>();
        var childType = part.MediaType == "multipart/digest" ? "message/rfc822" : "text/plain";
        while (_stop == level && !_stopCloses && _parts < _limits.MaxParts)
        {
            children.Add(ReadEntity(depth + 1, childType));
        }

        _open.Pop();
        if (_stop == level)
        {
            if (!_stopCloses)
            {
                _problems.Add("too-many-parts");
            }

            FindBoundary(_at);
        }
        else
        {
            _problems.Add("missing-end-boundary");
        }

        part.Parts = children;
        part.RawBody = _raw[start..Math.Max(start, _bodyEnd)];
        return true;
    }

    private int EndWithoutBoundary(int start)
    {
        FindBoundary(start);
        return Math.Max(start, _bodyEnd);
    }

    private bool MayGoDeeper(int depth)
    {
        if (depth < _limits.MaxDepth)
        {
            return true;
        }

        _problems.Add("too-deep");
        return false;
    }

    // moves to behind the next line that is an open boundary and remembers where the body before it ended
    private void FindBoundary(int from)
    {
        var text = _raw.Span;
        var line = from;
        while (_open.Count > 0 && line < text.Length)
        {
            if (text[line] == '-' && line + 1 < text.Length && text[line + 1] == '-')
            {
                var end = HeaderScanner.LineEnd(text, line);
                _stop = _open.Match(text[line..end], out _stopCloses);
                if (_stop >= 0)
                {
                    _bodyEnd = WithoutLineEnd(text, from, line);
                    _at = end;
                    return;
                }
            }

            var next = text[line..].IndexOf("\n--"u8);
            line = next < 0 ? text.Length : line + next + 1;
        }

        _stop = -1;
        _stopCloses = false;
        _bodyEnd = text.Length;
        _at = text.Length;
    }

    // the line end before a boundary belongs to the boundary
    private static int WithoutLineEnd(ReadOnlySpan<byte> text, int from, int end)
    {
        if (end > from && text[end - 1] == '\n')
        {
            end--;
        }

        return end > from && text[end - 1] == '\r' ? end - 1 : end;
    }

    private byte[]? GuessBoundary(ReadOnlySpan<byte> body)
    {
        if (_guesses++ >= MostBoundaryGuesses)
        {
            return null;
        }

        var at = body.StartsWith("--"u8) ? 0 : body.IndexOf("\n--"u8) + 1;
        if (at == 0 && !body.StartsWith("--"u8))
        {
            return null;
        }

        var end = HeaderScanner.LineEnd(body, at);
        var candidate = body[at..end].TrimEnd("\r\n \t"u8);
        return candidate.Length is > 6 and <= 72 && !candidate.Contains((byte)' ') && LooksLikePart(body[end..]) ? candidate[2..].ToArray() : null;
    }

    private static bool LooksLikePart(ReadOnlySpan<byte> text) =>
        text.StartsWith("\r\n"u8) || text.StartsWith("\n"u8)
        || (text.Length > 8 && System.Text.Ascii.EqualsIgnoreCase(text[..8], "Content-"));

    private static string MediaType(MimeParameters? type, string defaultType)
    {
        if (type is null || type.Value.Length == 0)
        {
            return defaultType;
        }

        // RFC 2045 §5.2: what cannot be understood is plain text
        return type.Value.Contains('/', StringComparison.Ordinal) ? type.Value : "text/plain";
    }
}
