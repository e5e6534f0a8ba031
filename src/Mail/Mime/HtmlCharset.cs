using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>The charset that an HTML part names itself (in a meta element or an XML declaration), for parts whose header names none that is known.</summary>
internal static class HtmlCharset
{
    private const int Looked = 4_096;

    /// <summary>What the header declares when that means something, else what the document says itself, else the header again.</summary>
    public static string? Choose(string? declared, ReadOnlySpan<byte> html)
    {
        var name = CharsetNames.Trim(declared);
        return !name.IsEmpty && !CharsetNames.IsAscii(name) && CharsetNames.Find(name) is not null ? declared : Declared(html) ?? declared;
    }

    private static string? Declared(ReadOnlySpan<byte> html)
    {
        var head = html[..Math.Min(html.Length, Looked)];
        if (head.TrimStart(" \t\r\n"u8).StartsWith("<?xml"u8) && head.IndexOf("?>"u8) is > 0 and var end
            && Value(head[..end], "encoding"u8) is { } encoding)
        {
            return encoding;
        }

        var name = Value(head, "charset"u8);
        // a document that could be read as ASCII up to here has no two bytes a letter
        return name?.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) == true ? "utf-8" : name;
    }

    private static string? Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i + name.Length < text.Length; i++)
        {
            if ((text[i] | 0x20) != name[0] || !Ascii.EqualsIgnoreCase(text.Slice(i, name.Length), name))
            {
                continue;
            }

            var rest = text[(i + name.Length)..].TrimStart(" \t\r\n"u8);
            if (!rest.StartsWith("="u8))
            {
                continue;
            }

            rest = rest[1..].TrimStart(" \t\r\n\"'"u8);
            var end = rest.IndexOfAny("\"'/> ;\r\n\t"u8);
            return end > 0 ? Encoding.Latin1.GetString(rest[..end]) : null;
        }

        return null;
    }
}
