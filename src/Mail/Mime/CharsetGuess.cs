using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Charsets by what the bytes look like: marks, escapes, zeros, and the statistics of Turkish, Cyrillic and Arabic script.</summary>
internal static class CharsetGuess
{
    private const int Looked = 64 * 1024;

    /// <summary>The encoding of a byte order mark and the mark's length, or null.</summary>
    public static Encoding? FromMark(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 3;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return CharsetNames.Utf8;
        }

        length = 4;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return Encoding.UTF32;
        }

        length = 2;
        return bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>Japanese in seven bits tells itself by its escapes (RFC 1468).</summary>
    public static Encoding? FromEscapes(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\u001b$B"u8) >= 0 || bytes.IndexOf("\u001b$@"u8) >= 0 ? CharsetNames.Iso2022Jp : null;

    /// <summary>
    /// Two bytes a letter without a mark: letters of Latin script have a zero on one side. Where nobody said so, most pairs must have one.
    /// </summary>
    public static Encoding? FromZeros(ReadOnlySpan<byte> bytes, bool declared = false)
    {
        var sample = bytes[..Math.Min(bytes.Length & ~1, 1_024)];
        int first = 0, second = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            first += sample[i] == 0 ? 1 : 0;
            second += sample[i + 1] == 0 ? 1 : 0;
        }

        var many = declared ? sample.Length / 16 : Math.Max(8, sample.Length * 3 / 8);
        return second > many && second > first * 8 ? Encoding.Unicode
            : first > many && first > second * 8 ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>How many letters beyond ASCII valid UTF-8 holds.</summary>
    public static int Utf8Letters(ReadOnlySpan<byte> bytes)
    {
        var letters = 0;
        foreach (var octet in bytes)
        {
            letters += octet >= 0xC0 ? 1 : 0;
        }

        return letters;
    }

    /// <summary>Whether text declared as UTF-8 holds more bytes that are none than letters that are: the declaration is wrong.</summary>
    public static bool IsHardlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        for (var rest = bytes[..Math.Min(bytes.Length, Looked)]; !rest.IsEmpty;)
        {
            var ascii = rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            rest = rest[ascii..];
            if (Rune.DecodeFromUtf8(rest, out _, out var length) == System.Buffers.OperationStatus.Done)
            {
                good++;
            }
            else if (rest is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            {
                // half of a character in the way of UTF-8: no valid text, but no code page either
                good++;
                length = 3;
            }
            else
            {
                bad++;
            }

            rest = rest[length..];
        }

        return bad > 1 && bad > good;
    }

    /// <summary>
    /// Turkish declared as Latin-1: the six letters in which the code pages differ, without the accents that Icelandic puts beside them.
    /// </summary>
    public static bool IsTurkishAsLatin(ReadOnlySpan<byte> bytes)
    {
        int turkish = 0, accents = 0;
        foreach (var letter in bytes[..Math.Min(bytes.Length, Looked)])
        {
            switch (letter)
            {
                case 0xD0 or 0xDD or 0xDE or 0xF0 or 0xFD or 0xFE:
                    turkish++;
                    break;
                case 0xC1 or 0xC6 or 0xC9 or 0xCD or 0xD3 or 0xDA or 0xE1 or 0xE6 or 0xE9 or 0xED or 0xF3 or 0xFA:
                    accents++;
                    break;
            }
        }

        return turkish > 1 && accents == 0;
    }

    /// <summary>
    /// The likely code page of bytes that are no UTF-8. In Latin script letters above ASCII stand alone; where they stand together it is
    /// Chinese when they only come in the pairs of GB 2312, Cyrillic when they crowd in one half of the upper rows, else Arabic script.
    /// </summary>
    public static Encoding CodePage(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Looked)];
        int high = 0, together = 0, upperRows = 0, lowerRows = 0, run = 0, oddRuns = 0, outside = 0, frequentKoi = 0, frequentCapitals = 0;
        for (var i = 0; i <= sample.Length; i++)
        {
            var letter = i < sample.Length ? sample[i] : (byte)0;
            if (letter < 0x80)
            {
                oddRuns += run & 1;
                run = 0;
                continue;
            }

            high++;
            together += run > 0 ? 1 : 0;
            run++;
            outside += letter is < 0xA1 or > 0xF7 && (run & 1) == 1 ? 1 : 0;
            upperRows += letter is >= 0xC0 and < 0xE0 ? 1 : 0;
            lowerRows += letter >= 0xE0 ? 1 : 0;
            frequentKoi += letter is 0xCF or 0xC1 or 0xC9 or 0xD4 ? 1 : 0;
            frequentCapitals += letter is 0xC0 or 0xC8 or 0xCD or 0xD2 ? 1 : 0;
        }

        if (together * 2 < high || (high < 3 && together == 0))
        {
            return CharsetNames.Windows1254;
        }

        if (lowerRows * 4 >= high * 3)
        {
            return CharsetNames.Windows1251;
        }

        if (upperRows * 5 >= high * 4)
        {
            return frequentKoi >= frequentCapitals ? CharsetNames.Koi8 : CharsetNames.Windows1251;
        }

        return oddRuns == 0 && outside == 0 && high >= 8 && LooksChinese(sample) ? CharsetNames.Gb18030 : CharsetNames.Windows1256;
    }

    // the first of each pair in the rows of the frequent characters, B0 to D7; Arabic letters have no such order
    private static bool LooksChinese(ReadOnlySpan<byte> bytes)
    {
        int pairs = 0, frequent = 0;
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] >= 0x80)
            {
                pairs++;
                frequent += bytes[i] is >= 0xB0 and <= 0xD7 or 0xA1 or 0xA3 && bytes[i + 1] >= 0xA1 ? 1 : 0;
                i++;
            }
        }

        return frequent * 10 >= pairs * 8;
    }
}
