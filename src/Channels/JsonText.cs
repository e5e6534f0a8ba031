using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ingestion.Channels;

/// <summary>Strings out of JSON that may be no text: bad UTF-8 and lone surrogates are replaced where the framework's own readers throw.</summary>
internal static class JsonText
{
    /// <summary>The reader must stand on a string.</summary>
    public static string Read(ref Utf8JsonReader json, int limit, ICollection<string> notes)
    {
        var bytes = json.ValueSpan;
        if (!Utf8.IsValid(bytes))
        {
            PlainText.Note(notes, PlainText.Undecodable);
        }

        var text = Encoding.UTF8.GetString(bytes);
        return PlainText.Clean(json.ValueIsEscaped ? Unescape(text) : text, limit, notes);
    }

    /// <summary>RFC 8259 §7. The reader has checked that every escape is whole.</summary>
    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var n = 0; n < text.Length; n++)
        {
            if (text[n] != '\\')
            {
                plain.Append(text[n]);
                continue;
            }

            n++;
            switch (text[n])
            {
                case 'u':
                    plain.Append((char)ushort.Parse(text.AsSpan(n + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    n += 4;
                    break;
                case 'n':
                    plain.Append('\n');
                    break;
                case 'r':
                    plain.Append('\r');
                    break;
                case 't':
                    plain.Append('\t');
                    break;
                case 'b':
                    plain.Append('\b');
                    break;
                case 'f':
                    plain.Append('\f');
                    break;
                default:
                    plain.Append(text[n]);
                    break;
            }
        }

        return plain.ToString();
    }
}
