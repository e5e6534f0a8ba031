namespace Ingestion.Mail.Mime;

/// <summary>Files that old programs wrote into the text itself, as <c>begin 644 name</c> to <c>end</c>.</summary>
internal static class UuBlocks
{
    private const int MostFiles = 100;
    private const int LongestFirstLine = 300;

    /// <summary>Where the files lie, in order; null, which is nearly always, when there are none.</summary>
    public static List<UuBlock>? Find(ReadOnlySpan<byte> text)
    {
        List<UuBlock>? found = null;
        var at = text.StartsWith("begin "u8) ? 0 : Next(text, 0);
        while (at >= 0 && (found?.Count ?? 0) < MostFiles)
        {
            var after = at + 1;
            if (Name(text[at..]) is { } name && EndOf(text, at) is > 0 and var end)
            {
                (found ??= []).Add(new UuBlock(at, end - at, name));
                after = end - 1;
            }

            at = Next(text, after);
        }

        return found;
    }

    private static int Next(ReadOnlySpan<byte> text, int from)
    {
        var next = text[from..].IndexOf("\nbegin "u8);
        return next < 0 ? -1 : from + next + 1;
    }

    // "begin 644 photo.jpg": three or four octal digits
    private static string? Name(ReadOnlySpan<byte> text)
    {
        var line = text[6..Math.Min(text.Length, LongestFirstLine)];
        var end = line.IndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        line = line[..end].TrimEnd("\r \t"u8);
        var space = line.IndexOf((byte)' ');
        return space is 3 or 4 && line[..space].IndexOfAnyExceptInRange((byte)'0', (byte)'7') < 0 && line.Length > space + 1
            ? MailCharset.DecodeUndeclared(line[(space + 1)..])
            : null;
    }

    // behind the line "end", or behind the last line that can be read; -1 when the first one is none
    private static int EndOf(ReadOnlySpan<byte> text, int begin)
    {
        var first = HeaderScanner.LineEnd(text, begin);
        var at = first;
        while (at < text.Length)
        {
            var next = HeaderScanner.LineEnd(text, at);
            var line = text[at..next].TrimEnd("\r\n"u8);
            if (line.TrimEnd((byte)' ').SequenceEqual("end"u8))
            {
                return at == first ? -1 : next;
            }

            if (!line.IsEmpty && !UuEncoded.IsLine(line))
            {
                break;
            }

            at = next;
        }

        return at == first || text[first..at].IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0 ? -1 : at;
    }
}
