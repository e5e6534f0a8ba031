using System.Globalization;
using System.Text;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>
/// The cursor as text: <c>m1</c>, then each stretch as <c>;upTo,count,digest</c>, then <c>!</c> and the hashes of the latest names one by
/// one, all in hexadecimal.
/// </summary>
internal static class MaildirCursor
{
    private const string Version = "m1";
    private const int HashLength = 16;

    public static string Write(List<MaildirRange> ranges, HashSet<ulong> tail)
    {
        var text = new StringBuilder(Version, 16 + (ranges.Count * 34) + (tail.Count * HashLength));
        foreach (var range in ranges)
        {
            text.Append(CultureInfo.InvariantCulture, $";{range.UpTo:x},{range.Count:x},{range.Digest:x}");
        }

        text.Append('!');
        foreach (var hash in tail.Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"{hash:x16}");
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; anything else leaves both empty.</summary>
    public static void Read(string? cursor, List<MaildirRange> ranges, HashSet<ulong> tail)
    {
        var halves = (cursor ?? "").Split('!');
        if (halves.Length != 2 || halves[1].Length % HashLength != 0 || !TryReadRanges(halves[0], ranges))
        {
            ranges.Clear();
            return;
        }

        for (var at = 0; at < halves[1].Length; at += HashLength)
        {
            if (ulong.TryParse(halves[1].AsSpan(at, HashLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
            {
                tail.Add(hash);
            }
        }
    }

    private static bool TryReadRanges(string text, List<MaildirRange> ranges)
    {
        var fields = text.Split(';');
        foreach (var field in fields.AsSpan(1))
        {
            var parts = field.Split(',');
            if (parts.Length != 3 || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var upTo)
                || !int.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count)
                || !ulong.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digest)
                || (ranges.Count > 0 && upTo <= ranges[^1].UpTo))
            {
                return false;
            }

            ranges.Add(new MaildirRange(upTo, count, digest));
        }

        return fields[0] == Version;
    }
}
