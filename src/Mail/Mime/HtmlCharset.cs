using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>The charset that an HTML part names itself, for parts whose header names none.</summary>
internal static class HtmlCharset
{
    private const int Looked = 1_024;

    public static string? Declared(ReadOnlySpan<byte> html)
    {
        var head = html[..Math.Min(html.Length, Looked)];
        for (var at = head.IndexOf("charset"u8); at >= 0;)
        {
            var rest = head[(at + 7)..].TrimStart(" \t"u8);
            if (rest.StartsWith("="u8))
            {
                rest = rest[1..].TrimStart(" \t\"'"u8);
                var end = rest.IndexOfAny("\"'/> ;"u8);
                return end > 0 ? Encoding.Latin1.GetString(rest[..end]) : null;
            }

            var next = head[(at + 7)..].IndexOf("charset"u8);
            at = next < 0 ? -1 : at + 7 + next;
        }

        return null;
    }
}
