using System.Globalization;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>One mail's file as a listing found it.</summary>
/// <param name="Key">Its place and short name.</param>
/// <param name="Unique">The part of the name before the flags: stays when a mail program moves or flags the mail.</param>
/// <param name="Subfolder"><c>new</c> or <c>cur</c>.</param>
/// <param name="FileName">The whole name.</param>
internal readonly record struct MaildirEntry(MaildirKey Key, string Unique, string Subfolder, string FileName)
{
    /// <summary>By the seconds in the name, then by the microseconds that most delivery agents add, then by the name.</summary>
    public static Comparison<MaildirEntry> Oldest { get; } = (left, right) =>
        left.Key.Time != right.Key.Time ? left.Key.Time.CompareTo(right.Key.Time)
        : Microseconds(left.Unique) is var first && Microseconds(right.Unique) is var second && first != second ? first.CompareTo(second)
        : string.CompareOrdinal(left.Unique, right.Unique);

    // 1795000000.M520431P4711.host
    private static long Microseconds(string unique)
    {
        var start = unique.IndexOf(".M", StringComparison.Ordinal) + 2;
        var end = start;
        while (start > 1 && end < unique.Length && end - start < 9 && char.IsAsciiDigit(unique[end]))
        {
            end++;
        }

        return long.TryParse(unique.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) ? microseconds : 0;
    }
}
