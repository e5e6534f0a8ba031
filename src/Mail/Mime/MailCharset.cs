using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Bytes to characters by a declared charset, with a ladder for declarations that are missing, unknown or wrong: byte order mark, valid
/// UTF-8, the declaration, the likely code page. Never throws; what cannot be decoded becomes U+FFFD, or the question mark of a code page.
/// </summary>
internal static class MailCharset
{
    /// <summary>Decodes by a declared charset. <paramref name="problem"/> is a short code when the declaration did not hold, else null.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, out string? problem)
    {
        problem = null;
        var name = CharsetNames.Trim(charset);
        if (name.IsEmpty || CharsetNames.IsAscii(name))
        {
            return DecodeUndeclared(bytes, out problem);
        }

        var encoding = CharsetNames.Find(name);
        if (encoding is null)
        {
            problem = "unknown-charset";
            return DecodeUndeclared(bytes, out _);
        }

        return Decode(bytes, encoding, out problem);
    }

    /// <summary>For bytes that nobody declared.</summary>
    public static string DecodeUndeclared(ReadOnlySpan<byte> bytes) => DecodeUndeclared(bytes, out _);

    /// <summary>For bytes that nobody declared but that probably are in the charset of what stands beside them.</summary>
    /// <param name="nearby">Says how the neighbours are declared; asked only when the bytes are no UTF-8.</param>
    public static string DecodeUndeclared(ReadOnlySpan<byte> bytes, Func<string?> nearby)
    {
        if (IsUtf8(bytes))
        {
            return CharsetGuess.FromEscapes(bytes)?.GetString(bytes) ?? CharsetNames.Utf8.GetString(bytes);
        }

        var name = CharsetNames.Trim(nearby());
        return !name.IsEmpty && !CharsetNames.IsAscii(name) && CharsetNames.Find(name) is { } encoding
            ? Decode(bytes, encoding, out _)
            : CharsetGuess.CodePage(bytes).GetString(bytes);
    }

    private static string DecodeUndeclared(ReadOnlySpan<byte> bytes, out string? problem)
    {
        problem = null;
        if (CharsetGuess.FromMark(bytes, out var length) is { } marked)
        {
            return marked.GetString(bytes[length..]);
        }

        if (IsUtf8(bytes))
        {
            if ((CharsetGuess.FromEscapes(bytes) ?? CharsetGuess.FromZeros(bytes)) is { } hidden)
            {
                problem = "charset-guessed";
                return hidden.GetString(bytes);
            }

            return CharsetNames.Utf8.GetString(bytes);
        }

        problem = "charset-guessed";
        return (CharsetGuess.FromZeros(bytes) ?? CharsetGuess.CodePage(bytes)).GetString(bytes);
    }

    private static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding, out string? problem)
    {
        problem = null;
        if (Ascii.IsValid(bytes) && CharsetNames.KeepsAscii(encoding))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        if (CharsetGuess.FromMark(bytes, out var length) is { } marked)
        {
            return marked.GetString(bytes[length..]);
        }

        if (CharsetNames.IsWide(encoding))
        {
            return (CharsetGuess.FromZeros(bytes, declared: true) ?? (CharsetNames.IsAsciiText(bytes) ? CharsetNames.Utf8 : encoding)).GetString(bytes);
        }

        if (ReferenceEquals(encoding, CharsetNames.Utf8))
        {
            if (IsUtf8(bytes))
            {
                return encoding.GetString(bytes);
            }

            problem = "invalid-charset-bytes";
            return (CharsetGuess.IsHardlyUtf8(bytes) ? CharsetGuess.CodePage(bytes) : encoding).GetString(bytes);
        }

        // mail declared as one code page is often UTF-8; the other way round, valid UTF-8 by accident, hardly happens
        if (encoding.IsSingleByte)
        {
            if (IsUtf8(bytes) && (ReferenceEquals(encoding, CharsetNames.Windows1252) || CharsetGuess.Utf8Letters(bytes) > 1))
            {
                return CharsetNames.Utf8.GetString(bytes);
            }

            if (ReferenceEquals(encoding, CharsetNames.Windows1252) && CharsetGuess.IsTurkishAsLatin(bytes))
            {
                problem = "charset-guessed";
                return CharsetNames.Windows1254.GetString(bytes);
            }

            return encoding.GetString(bytes);
        }

        // in the charsets of two bytes a letter valid UTF-8 may come by accident, but hardly more than a letter or two
        var text = encoding.GetString(bytes);
        var isUtf8 = IsUtf8(bytes) && !Ascii.IsValid(bytes);
        if (isUtf8 && CharsetGuess.Utf8Letters(bytes) > 2)
        {
            return CharsetNames.Utf8.GetString(bytes);
        }

        if (!IsDamaged(text, bytes))
        {
            return text;
        }

        if (isUtf8)
        {
            return CharsetNames.Utf8.GetString(bytes);
        }

        problem = "invalid-charset-bytes";
        return text;
    }

    // the code pages put a question mark or a private letter where nothing is defined
    private static bool IsDamaged(string text, ReadOnlySpan<byte> bytes) =>
        text.AsSpan().ContainsAnyInRange('\uF8C0', '\uF8FF') || text.Contains('\uFFFD', StringComparison.Ordinal)
        || text.AsSpan().Count('?') > bytes.Count((byte)'?');

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
