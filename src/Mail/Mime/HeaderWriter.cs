using System.Buffers;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Writes header fields (RFC 5322 §2.2, RFC 2047). A field is a list of words that are folded between; no word can hold a control
/// character, so no value can begin a second field.
/// </summary>
internal static class HeaderWriter
{
    private const int LineGoal = 76;
    private const int LongestWord = 900;
    private const int LongestEncodedWord = 75;
    private const string Opening = "=?utf-8?";

    /// <summary>The words of a free text: as it is when it is plain ASCII, else as encoded words.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var clean = OutgoingText.Header(text);
        if (clean.Length == 0)
        {
            return [];
        }

        if (Ascii.IsValid(clean) && !clean.Contains("=?", StringComparison.Ordinal))
        {
            var words = clean.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (Array.TrueForAll(words, word => word.Length <= LongestWord))
            {
                return words;
            }
        }

        return EncodedWordsOf(clean);
    }

    /// <summary>The words of an address with its name.</summary>
    public static IReadOnlyList<string> Words(MailAddress address)
    {
        if (!IsReadBack(address))
        {
            throw new ArgumentException("An address is not read back as itself and cannot be written into a header.", nameof(address));
        }

        var name = address.Name is null ? "" : OutgoingText.Header(address.Name);
        if (name.Length == 0)
        {
            return [address.Address];
        }

        IReadOnlyList<string> words = !Ascii.IsValid(name) || name.Length > LineGoal || name.Contains("=?", StringComparison.Ordinal) ? EncodedWordsOf(name)
            : name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ') ? name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [AddressText.Quote(name)];
        return [.. words, $"<{address.Address}>"];
    }

    /// <summary>Programs disagree about what is quoted or reordered: such an address is not written at all.</summary>
    private static bool IsReadBack(MailAddress address) =>
        (AddressText.IsPlainLocalPart(address.LocalPart) || !address.LocalPart.AsSpan().ContainsAnyExceptInRange('!', '~'))
        && address.Domain.Length > 0
        && MailAddress.Parse(address.Address) is { Name: null } again
        && string.Equals(again.Address, address.Address, StringComparison.Ordinal)
        && string.Equals(again.LocalPart, address.LocalPart, StringComparison.Ordinal)
        && string.Equals(again.Domain, address.Domain, StringComparison.Ordinal);

    /// <summary>Writes one field. The words must come from this class or be checked ids and dates.</summary>
    public static void Write(ArrayBufferWriter<byte> output, string name, IReadOnlyList<string> words)
    {
        if (name.Length is 0 or > 70 || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("A header's name has characters that are not allowed.", nameof(name));
        }

        Append(output, name);
        Append(output, ":");
        var column = name.Length + 1;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                throw new ArgumentException("A header's value holds a line end.", nameof(words));
            }

            if (column + 1 + word.Length > LineGoal && i > 0)
            {
                Append(output, "\r\n");
                column = 0;
            }

            Append(output, " ");
            Append(output, word);
            column += 1 + word.Length;
        }

        Append(output, "\r\n");
    }

    private static List<string> EncodedWordsOf(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var quotedLength = text.EnumerateRunes().Sum(rune => IsPlain(rune) || rune.Value == ' ' ? 1 : 3 * rune.Utf8SequenceLength);
        var base64 = quotedLength > (bytes + 2) / 3 * 4;
        var room = LongestEncodedWord - Opening.Length - 2 - 2;

        // a first word of its own length keeps the field's first line short
        var words = new List<string>();
        var chunk = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var width = base64 ? rune.Utf8SequenceLength : IsPlain(rune) || rune.Value == ' ' ? 1 : 3 * rune.Utf8SequenceLength;
            var limit = base64 ? (room / 4 * 3) - 12 : room - 16;
            if (used + width > limit)
            {
                words.Add(Encode(chunk.ToString(), base64));
                chunk.Clear();
                used = 0;
            }

            chunk.Append(rune);
            used += width;
        }

        words.Add(Encode(chunk.ToString(), base64));
        return words;
    }

    private static string Encode(string text, bool base64)
    {
        if (base64)
        {
            return $"{Opening}B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
        }

        var word = new StringBuilder($"{Opening}Q?");
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet == ' ')
            {
                word.Append('_');
            }
            else if (octet < 0x80 && IsPlain(new Rune((char)octet)))
            {
                word.Append((char)octet);
            }
            else
            {
                word.Append('=').Append((char)QuotedPrintableWriter.HexLetter(octet >> 4)).Append((char)QuotedPrintableWriter.HexLetter(octet & 0xF));
            }
        }

        return word.Append("?=").ToString();
    }

    // what may stand unencoded inside a phrase (RFC 2047 §5 (3))
    private static bool IsPlain(Rune rune) => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '!' or '*' or '+' or '-' or '/');

    private static void Append(ArrayBufferWriter<byte> output, string text) =>
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
