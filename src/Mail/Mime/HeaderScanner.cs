namespace Ingestion.Mail.Mime;

/// <summary>
/// Finds the header fields at the front of an entity (RFC 5322 §2.2 with its obsolete forms) and where its body begins. Each byte is
/// looked at once, also in what lies beyond the limits.
/// </summary>
internal static class HeaderScanner
{
    /// <param name="raw">The whole message.</param>
    /// <param name="position">Where the entity begins; afterwards where its body begins.</param>
    /// <param name="budget">What may be kept of all entities together.</param>
    /// <param name="stop">Tells that a line ends the entity (a boundary).</param>
    public static MimeHeaders Read(ReadOnlyMemory<byte> raw, ref int position, HeaderBudget budget, BoundaryStack stop, ProblemList problems)
    {
        var text = raw.Span;
        var start = position;
        var slots = new List<HeaderSlot>(24);
        budget.BeginEntity();
        while (position < text.Length)
        {
            var lineEnd = LineEnd(text, position);
            var line = text[position..lineEnd];
            if (IsBlank(line))
            {
                position = lineEnd;
                break;
            }

            if (stop.Matches(line))
            {
                break;
            }

            var nameLength = NameLength(line, out var valueOffset);
            if (nameLength < 0)
            {
                if (slots.Count == 0 && IsMailboxLine(line))
                {
                    position = lineEnd;
                    continue;
                }

                if (LooksLikeHeader(text, lineEnd))
                {
                    problems.Add("malformed-header");
                    position = lineEnd;
                    continue;
                }

                // the blank line is missing: what follows is the body
                problems.Add("missing-blank-line");
                break;
            }

            var end = lineEnd;
            while (end < text.Length && text[end] is (byte)' ' or (byte)'\t')
            {
                // a line of white space alone ends the fields for most programs; a folded one never is blank
                var next = LineEnd(text, end);
                if (IsBlank(text[end..next]) && next < text.Length && !LooksLikeContinuation(text, next))
                {
                    break;
                }

                end = next;
            }

            if (budget.Take(end - position, problems))
            {
                slots.Add(new HeaderSlot(position - start, end - position, nameLength, valueOffset));
            }

            position = end;
        }

        return slots.Count == 0 ? MimeHeaders.Empty : new MimeHeaders(raw[start..position], slots.ToArray());
    }

    /// <summary>The index after the line's LF, or the text's end.</summary>
    public static int LineEnd(ReadOnlySpan<byte> text, int from)
    {
        var length = text[from..].IndexOf((byte)'\n');
        return length < 0 ? text.Length : from + length + 1;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Length <= 2 ? line.Trim("\r\n \t"u8).IsEmpty : line.IndexOfAnyExcept("\r\n \t"u8) < 0;

    private static bool LooksLikeContinuation(ReadOnlySpan<byte> text, int from) => text[from] is (byte)' ' or (byte)'\t' || LooksLikeHeader(text, from);

    private static bool LooksLikeHeader(ReadOnlySpan<byte> text, int from)
    {
        if (from >= text.Length)
        {
            return false;
        }

        var line = text.Slice(from, Math.Min(128, text.Length - from));
        var length = NameLength(line, out _);
        return length > 0 && HeaderNames.IsKnown(line[..length]);
    }

    private static bool IsMailboxLine(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    // the name's length, or -1 when the line is no field; obs-optional allows white space before the colon
    private static int NameLength(ReadOnlySpan<byte> line, out int valueOffset)
    {
        valueOffset = 0;
        var length = line.IndexOfAnyExceptInRange((byte)33, (byte)126);
        var name = length < 0 ? line : line[..length];
        var colon = name.IndexOf((byte)':');
        if (colon > 0)
        {
            valueOffset = colon + 1;
            return colon;
        }

        if (colon == 0 || length <= 0)
        {
            return -1;
        }

        var rest = line[length..];
        var skipped = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (skipped < 0 || rest[skipped] != ':')
        {
            return -1;
        }

        valueOffset = length + skipped + 1;
        return length;
    }
}
