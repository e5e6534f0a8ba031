using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Texts of ours on their way into a mail: nothing in them can be taken for a line end or a control by any reader.</summary>
internal static class OutgoingText
{
    /// <summary>
    /// For a header field: whatever some program takes for a line end, a control character or white space becomes a space, runs of them one,
    /// at the ends none; characters that reorder others disappear (isolates stay: they only enclose); lone surrogates become U+FFFD.
    /// </summary>
    public static string Header(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && HeaderText.IsHidden((char)rune.Value))
            {
                continue;
            }

            // U+0085, U+2028, U+2029 and the separators below U+0020 end lines for some readers, no-break spaces end words for others
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }

                continue;
            }

            clean.Append(rune);
        }

        return clean.ToString().TrimEnd(' ');
    }

    /// <summary>For a text part: lines ended by LF, the last one too; no control characters but tab.</summary>
    public static string Body(string text)
    {
        var lines = PartText.Clean(text);
        return lines.EndsWith('\n') ? lines : lines + "\n";
    }
}
