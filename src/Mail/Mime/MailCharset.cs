using System.Collections.Frozen;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Bytes to characters by a declared charset, with a ladder for declarations that are missing, unknown or wrong. Never throws; what
/// cannot be decoded becomes U+FFFD.
/// </summary>
internal static class MailCharset
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Encoding Windows1252 = Get(1252);
    private static readonly Encoding Windows1254 = Get(1254);
    private static readonly Encoding Windows1256 = Get(1256);
    private static readonly Encoding Windows1251 = Get(1251);

    /// <summary>Names that mean another one in practice: supersets, old names, misspellings.</summary>
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["utf8"] = "utf-8",
        ["utf_8"] = "utf-8",
        ["unicode-1-1-utf-8"] = "utf-8",
        ["utf8mb4"] = "utf-8",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["iso_8859-1"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["latin-1"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["iso8859-9"] = "windows-1254",
        ["iso_8859-9"] = "windows-1254",
        ["iso-8859-9-e"] = "windows-1254",
        ["latin5"] = "windows-1254",
        ["turkish"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["iso-8859-8-i"] = "iso-8859-8",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["cp936"] = "gb18030",
        ["ks_c_5601-1987"] = "windows-949",
        ["ks_c_5601-1989"] = "windows-949",
        ["ksc5601"] = "windows-949",
        ["euc-kr"] = "windows-949",
        ["x-sjis"] = "shift_jis",
        ["sjis"] = "shift_jis",
        ["ms_kanji"] = "shift_jis",
        ["big5-hkscs"] = "big5",
        ["koi8-ru"] = "koi8-u",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Decodes by a declared charset. <paramref name="problem"/> is a short code when the declaration did not hold, else null.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, out string? problem)
    {
        problem = null;
        var name = charset.AsSpan().Trim(" \t\"'");
        if (name.IsEmpty || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || name.Equals("ascii", StringComparison.OrdinalIgnoreCase))
        {
            if (IsUtf8(bytes))
            {
                return Utf8.GetString(bytes);
            }

            problem = "charset-guessed";
            return Guess(bytes).GetString(bytes);
        }

        var encoding = Find(name);
        if (encoding is null)
        {
            problem = "unknown-charset";
            return DecodeUndeclared(bytes);
        }

        if (encoding is UTF8Encoding)
        {
            problem = !IsUtf8(bytes) ? "invalid-charset-bytes" : null;
            return Utf8.GetString(bytes);
        }

        // mail declared as Latin-1 is often UTF-8; the other way round, valid UTF-8 by accident, hardly happens
        if (ReferenceEquals(encoding, Windows1252) && !Ascii.IsValid(bytes) && IsUtf8(bytes))
        {
            return Utf8.GetString(bytes);
        }

        return encoding.GetString(bytes);
    }

    /// <summary>For bytes that nobody declared: ASCII, UTF-8, else the likely code page.</summary>
    public static string DecodeUndeclared(ReadOnlySpan<byte> bytes) =>
        IsUtf8(bytes) ? Utf8.GetString(bytes) : Guess(bytes).GetString(bytes);

    /// <summary>The encoding of a name, or null when there is none. UTF-7 is not decoded: its hidden forms pass filters.</summary>
    public static Encoding? Find(ReadOnlySpan<char> name)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Utf8;
        }

        if (name.Length > 40)
        {
            return null;
        }

        var lookup = Aliases.GetAlternateLookup<ReadOnlySpan<char>>();
        var wanted = lookup.TryGetValue(name, out var alias) ? alias : Unprefixed(name);
        switch (wanted)
        {
            case "utf-8":
                return Utf8;
            case "windows-1252":
                return Windows1252;
            case "windows-1254":
                return Windows1254;
            case "windows-1256":
                return Windows1256;
            case "windows-1251":
                return Windows1251;
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(wanted) ?? BuiltIn(wanted);
    }

    // Encoding.GetEncoding throws for unknown names, which a hostile mail could make happen thousands of times
    private static Encoding? BuiltIn(string name) => name switch
    {
        "utf-16" or "utf-16le" or "unicode" or "ucs-2" => Encoding.Unicode,
        "utf-16be" or "unicodefffe" => Encoding.BigEndianUnicode,
        "utf-32" or "utf-32le" => Encoding.UTF32,
        _ => null,
    };

    // cp1254, x-cp1254, x-windows-1254, ms-1254, windows1254
    private static string Unprefixed(ReadOnlySpan<char> name)
    {
        var digits = name.LastIndexOfAnyExceptInRange('0', '9') + 1;
        var head = name[..digits].TrimEnd("-_");
        if (digits < name.Length && name[digits..].StartsWith("125") && (head.EndsWith("windows", StringComparison.OrdinalIgnoreCase)
            || head.EndsWith("cp", StringComparison.OrdinalIgnoreCase) || head.EndsWith("ms", StringComparison.OrdinalIgnoreCase)
            || head.EndsWith("ansi", StringComparison.OrdinalIgnoreCase) || head.EndsWith("win", StringComparison.OrdinalIgnoreCase)))
        {
            return $"windows-{name[digits..]}";
        }

        return name.ToString().ToLowerInvariant();
    }

    /// <summary>
    /// Turkish unless most letters lie above ASCII; those are Cyrillic when they crowd in its lower-case rows, else Arabic script.
    /// </summary>
    private static Encoding Guess(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 64 * 1024)];
        int ascii = 0, high = 0, lowerRows = 0;
        foreach (var letter in sample)
        {
            if (letter >= 0x80)
            {
                high++;
                lowerRows += letter >= 0xE0 ? 1 : 0;
            }
            else if (char.IsAsciiLetter((char)letter))
            {
                ascii++;
            }
        }

        if (high <= ascii)
        {
            return Windows1254;
        }

        return lowerRows * 4 >= high * 3 ? Windows1251 : Windows1256;
    }

    private static Encoding Get(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
