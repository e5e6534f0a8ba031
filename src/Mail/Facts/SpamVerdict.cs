using System.Globalization;
using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>What a filter wrote about a mail. Senders can write it too, so it serves to be careful and not to trust.</summary>
/// <param name="Field">The field, as written.</param>
/// <param name="IsSpam">Null when the filter only gave points.</param>
/// <param name="Score">The filter's own points, or null.</param>
public sealed record SpamVerdict(string Field, bool? IsSpam, double? Score)
{
    private const int MostVerdicts = 20;

    /// <summary>Exchange's spam confidence level from which on it treats mail as junk.</summary>
    private const int JunkLevel = 5;

    /// <summary>All verdicts, topmost first.</summary>
    public static IReadOnlyList<SpamVerdict> Of(MimeHeaders headers)
    {
        List<SpamVerdict>? found = null;
        foreach (var header in headers)
        {
            if (header.RawName.Length > 5 && header.RawName[1] == '-' && found?.Count is null or < MostVerdicts && Read(header) is { } verdict)
            {
                (found ??= []).Add(verdict);
            }
        }

        return found ?? (IReadOnlyList<SpamVerdict>)[];
    }

    private static SpamVerdict? Read(MimeHeader header)
    {
        if (header.Is("X-Spam-Flag") || header.Is("X-Spam"))
        {
            return new SpamVerdict(header.Name, StartsWith(header, "YES") || StartsWith(header, "TRUE"), null);
        }

        if (header.Is("X-Spam-Status") || header.Is("X-Barracuda-Spam-Status"))
        {
            return new SpamVerdict(header.Name, StartsWith(header, "Yes"), NumberAfter(header.Unfolded, "score=") ?? NumberAfter(header.Unfolded, "hits="));
        }

        if (header.Is("X-Spam-Score") || header.Is("X-Rspamd-Score"))
        {
            return new SpamVerdict(header.Name, null, Number(header.Unfolded));
        }

        if (header.Is("X-SES-Spam-Verdict"))
        {
            return new SpamVerdict(header.Name, StartsWith(header, "FAIL"), null);
        }

        if (header.Is("X-MS-Exchange-Organization-SCL"))
        {
            return Level(header, Number(header.Unfolded));
        }

        return header.Is("X-Forefront-Antispam-Report") ? Level(header, NumberAfter(header.Unfolded, "SCL:")) : null;
    }

    private static SpamVerdict? Level(MimeHeader header, double? level) => level is null ? null : new SpamVerdict(header.Name, level >= JunkLevel, level);

    private static bool StartsWith(MimeHeader header, string word) => header.Unfolded.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static double? NumberAfter(string value, string mark) =>
        value.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? Number(value[(at + mark.Length)..]) : null;

    private static double? Number(string value)
    {
        var text = value.AsSpan().TrimStart();
        var end = text.IndexOfAnyExcept("0123456789.-+");
        return double.TryParse(end < 0 ? text : text[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }
}
