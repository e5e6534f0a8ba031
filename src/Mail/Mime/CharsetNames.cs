using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Charset names as mail has them: the registered ones with their aliases, old names, misspellings and bare code page numbers. A charset
/// that has a superset in use is read as that one (iso-8859-9 as windows-1254, gb2312 as gb18030), as browsers do.
/// </summary>
internal static class CharsetNames
{
    private const int Longest = 60;

    // asked once per code page; the numbers are those of the provider, so that it stays small
    private static readonly ConcurrentDictionary<int, Encoding?> Pages = new();

    /// <summary>Code pages whose superset is what senders mean.</summary>
    private static readonly FrozenDictionary<int, int> Supersets = new Dictionary<int, int>
    {
        [28591] = 1252,
        [28599] = 1254,
        [28601] = 874,
        [38598] = 28598,
        [936] = 54936,
        [20936] = 54936,
        [51936] = 54936,
        [949] = 949,
        [20949] = 949,
        [51949] = 949,
        [20932] = 51932,
        [50221] = 50220,
        [50222] = 50220,
        [21866] = 21866,
        [65001] = 65001,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> Known = new Dictionary<string, int>
    {
        ["utf-8"] = 65001,
        ["utf8"] = 65001,
        ["utf_8"] = 65001,
        ["utf 8"] = 65001,
        ["utf8mb4"] = 65001,
        ["utf-8-sig"] = 65001,
        ["unicode-1-1-utf-8"] = 65001,
        ["x-unicode-2-0-utf-8"] = 65001,
        ["csutf8"] = 65001,
        ["cesu-8"] = 65001,
        ["utf-16"] = 1200,
        ["utf16"] = 1200,
        ["utf-16le"] = 1200,
        ["ucs-2"] = 1200,
        ["unicode"] = 1200,
        ["iso-10646-ucs-2"] = 1200,
        ["utf-16be"] = 1201,
        ["unicodefffe"] = 1201,
        ["utf-32"] = 12000,
        ["utf-32le"] = 12000,
        ["utf-32be"] = 12001,
        ["iso-8859-1"] = 1252,
        ["iso8859-1"] = 1252,
        ["iso8859_1"] = 1252,
        ["iso_8859-1"] = 1252,
        ["iso_8859-1:1987"] = 1252,
        ["8859-1"] = 1252,
        ["latin1"] = 1252,
        ["latin-1"] = 1252,
        ["l1"] = 1252,
        ["csisolatin1"] = 1252,
        ["iso-ir-100"] = 1252,
        ["x-ansi"] = 1252,
        ["ansi"] = 1252,
        ["windows-1254"] = 1254,
        ["iso-8859-9"] = 1254,
        ["iso8859-9"] = 1254,
        ["iso8859_9"] = 1254,
        ["iso-8859-9-e"] = 1254,
        ["8859-9"] = 1254,
        ["latin-5"] = 1254,
        ["turkish"] = 1254,
        ["x-mac-roman"] = 10000,
        ["mac"] = 10000,
        ["macroman"] = 10000,
        ["iso-8859-8-i"] = 28598,
        ["iso-8859-8-e"] = 28598,
        ["iso-8859-6-i"] = 28596,
        ["iso-8859-6-e"] = 28596,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["tis620"] = 874,
        ["koi8"] = 20866,
        ["koi8-ru"] = 21866,
        ["gb18030-2000"] = 54936,
        ["gb18030-2005"] = 54936,
        ["x-gbk"] = 54936,
        ["euc-cn"] = 54936,
        ["x-euc-cn"] = 54936,
        ["hz"] = 52936,
        ["ks_c_5601"] = 949,
        ["ksc5601"] = 949,
        ["ks_x_1001"] = 949,
        ["uhc"] = 949,
        ["x-uhc"] = 949,
        ["x-windows-949"] = 949,
        ["x-euc-kr"] = 949,
        ["sjis"] = 932,
        ["x-sjis"] = 932,
        ["shift-jis"] = 932,
        ["ms_kanji"] = 932,
        ["ms932"] = 932,
        ["windows-31j"] = 932,
        ["cswindows31j"] = 932,
        ["x-euc-jp"] = 51932,
        ["euc_jp"] = 51932,
        ["eucjp"] = 51932,
        ["eucjp-ms"] = 51932,
        ["iso-2022-jp-1"] = 50220,
        ["iso-2022-jp-2"] = 50220,
        ["iso-2022-jp-3"] = 50220,
        ["iso-2022-jp-ms"] = 50220,
        ["iso2022jp"] = 50220,
        ["_iso-2022-jp$esc"] = 50220,
        ["big5-hkscs"] = 950,
        ["big5hkscs"] = 950,
        ["big5_tw"] = 950,
        ["eucgb2312_cn"] = 54936,
        ["iso2022_jp"] = 50220,
        ["iso2022_kr"] = 50225,
        ["x-big5"] = 950,
        ["big-5"] = 950,
        ["big5-eten"] = 950,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> AsciiNames = new[]
    {
        "us-ascii", "ascii", "ansi_x3.4-1968", "ansi_x3.4-1986", "iso646-us", "iso_646.irv:1991", "iso-ir-6", "646", "us", "csascii", "ibm367",
        "cp367", "usascii", "us_ascii",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AsciiLookup =
        AsciiNames.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> KnownLookup =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false);

    public static Encoding Windows1252 { get; } = Page(1252)!;

    public static Encoding Windows1254 { get; } = Page(1254)!;

    public static Encoding Windows1256 { get; } = Page(1256)!;

    public static Encoding Windows1251 { get; } = Page(1251)!;

    public static Encoding Koi8 { get; } = Page(20866)!;

    public static Encoding Iso2022Jp { get; } = Page(50220)!;

    public static Encoding Gb18030 { get; } = Page(54936)!;

    private static UTF32Encoding BigEndianUtf32 { get; } = new(bigEndian: true, byteOrderMark: false);

    /// <summary>What is left of a declaration without quotes, signs and words that do not belong to it.</summary>
    public static ReadOnlySpan<char> Trim(string? declared)
    {
        var name = declared.AsSpan().Trim(" \t\r\n\"'=<>");
        var end = name.IndexOfAny(";,\"");
        return end < 0 ? name : name[..end].TrimEnd();
    }

    public static bool IsAscii(ReadOnlySpan<char> name) => AsciiLookup.Contains(name);

    /// <summary>The encoding of a name, or null when there is none. UTF-7 is not decoded: its hidden forms pass filters.</summary>
    public static Encoding? Find(ReadOnlySpan<char> name)
    {
        if (name.Length > Longest)
        {
            return null;
        }

        if (KnownLookup.TryGetValue(name, out var page))
        {
            return Page(page);
        }

        if (Number(name) is { } number)
        {
            return Page(number);
        }

        var text = Part(name) is { } part ? $"iso-8859-{part}" : name.ToString().Replace('_', '-');
        return RareCharset.Find(text)
            ?? (KnownLookup.TryGetValue(text, out page) ? Page(page) : null)
            ?? Registered(text)
            ?? Registered(name.ToString());
    }

    /// <summary>Whether ASCII bytes mean ASCII characters in it, so that an all-ASCII text needs no further look.</summary>
    public static bool KeepsAscii(Encoding encoding) => encoding.IsSingleByte || encoding.CodePage is 65001 or 932 or 949 or 950 or 51932 or 54936;

    public static bool IsWide(Encoding encoding) => encoding.CodePage is 1200 or 1201 or 12000 or 12001;

    /// <summary>ASCII with no zero in it: what is declared as two bytes a letter but never was.</summary>
    public static bool IsAsciiText(ReadOnlySpan<byte> bytes) => Ascii.IsValid(bytes) && !bytes.Contains((byte)0);

    // cp1254, x-cp1254, windows1254, win-1254, ms-1254, ibm857, dos-857, 1254
    private static int? Number(ReadOnlySpan<char> name)
    {
        var digits = name.LastIndexOfAnyExceptInRange('0', '9') + 1;
        if (name.Length - digits is < 3 or > 5)
        {
            return null;
        }

        var head = name[..digits].TrimEnd("-_ ");
        if (head.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
        {
            head = head[2..];
        }

        return (head.IsEmpty || Is(head, "windows") || Is(head, "cp") || Is(head, "ms") || Is(head, "win") || Is(head, "ansi") || Is(head, "ibm")
            || Is(head, "dos") || Is(head, "codepage") || Is(head, "microsoft-cp"))
            && int.TryParse(name[digits..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    // iso8859-9, iso_8859-9, ISO-8859-9:1989, 8859_9
    private static string? Part(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("iso", StringComparison.OrdinalIgnoreCase))
        {
            name = name[3..].TrimStart("-_ ");
        }

        if (!name.StartsWith("8859"))
        {
            return null;
        }

        name = name[4..].TrimStart("-_ ");
        var end = name.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? name : name[..end];
        return digits.Length is 1 or 2 && (end < 0 || name[end] == ':') ? digits.ToString() : null;
    }

    private static Encoding? Registered(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding ? Page(encoding.CodePage) : null;

    private static bool Is(ReadOnlySpan<char> name, string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static Encoding? Page(int number)
    {
        number = Supersets.GetValueOrDefault(number, number);
        switch (number)
        {
            case 65001:
                return Utf8;
            case 1200:
                return Encoding.Unicode;
            case 1201:
                return Encoding.BigEndianUnicode;
            case 12000:
                return Encoding.UTF32;
            case 12001:
                return BigEndianUtf32;
        }

        // a number that the provider does not know is not kept: hostile mail could name all of them
        if (Pages.TryGetValue(number, out var page))
        {
            return page;
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(number) is { } found
            ? Pages.GetOrAdd(number, found)
            : null;
    }
}
