using System.Buffers;

namespace Ingestion.Mail.Replies;

/// <summary>The words and signs by which mail programs mark quoted mail and signatures. Plain comparisons only: linear in any text.</summary>
internal static class QuoteMarks
{
    private const int LongestLabel = 24;
    private const int HeaderBlockLines = 7;

    private static readonly SearchValues<char> Margin = SearchValues.Create(" \t\r\n\u00A0\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");

    private static readonly string[] Wrote =
        ["wrote:", "yazdı:", "yazdi:", "yazıb:", "yazmışdır:", "yazdı):", "نوشت:", "نوشته است:", "نوشته‌است:", "написал:", "написала:", "написал(а):",
            "пишет:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "ha scritto:"];

    private static readonly string[] SeparatorWords =
        ["original message", "forwarded message", "begin forwarded message", "özgün ileti", "orijinal ileti", "orijinal mesaj", "iletilmiş mesaj",
            "iletilen ileti", "yönlendirilen ileti", "ileti başlangıcı", "original mesaj", "yönləndirilmiş mesaj", "پیام اصلی", "پیام ارسال‌شده",
            "исходное сообщение", "пересылаемое сообщение", "пересланное сообщение"];

    private static readonly string[] FromLabels = ["from", "kimden", "gönderen", "kimdən", "göndərən", "از", "فرستنده", "от", "von", "de"];
    private static readonly string[] DateLabels =
        ["sent", "date", "gönderildi", "gönderilme", "gönderilme tarihi", "gönderilen", "tarih", "göndərilib", "göndərildi", "tarix", "ارسال شده", "تاریخ",
            "отправлено", "дата", "gesendet"];

    private static readonly string[] ToLabels = ["to", "cc", "kime", "alıcı", "bilgi", "kimə", "به", "گیرنده", "رونوشت", "кому", "копия", "an"];
    private static readonly string[] SubjectLabels = ["subject", "konu", "mövzu", "موضوع", "тема", "betreff"];

    private static readonly string[] DeviceSignatures =
        ["sent from my ", "sent from outlook", "sent from mail for windows", "sent from yahoo mail", "get outlook for ", "iphone'umdan gönderildi",
            "iphone’umdan gönderildi", "ipad'imden gönderildi", "ipad’imden gönderildi", "samsung galaxy'mden gönderildi", "android için outlook",
            "ios için outlook", "outlook for ios", "windows için posta", "iphone'dan göndərildi", "iphone’dan göndərildi", "iphone-dan göndərildi",
            "отправлено с iphone", "отправлено из ", "отправлено с моего", "ارسال شده از iphone", "ارسال‌شده از iphone", "ارسال شده از آیفون"];

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        var start = line.IndexOfAnyExcept(Margin);
        return start < 0 ? default : line[start..(line.LastIndexOfAnyExcept(Margin) + 1)];
    }

    public static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Margin) is >= 0 and var start ? text[start..] : default;

    /// <summary>A quick look at a line's end, before the whole is judged.</summary>
    public static bool EndsAttribution(ReadOnlySpan<char> line) => line[^1] == ':';

    /// <summary>
    /// Whether the text says who wrote when: ends in a word for it, and names an address and a number; where quote marks follow, a number
    /// or an address is enough.
    /// </summary>
    public static bool IsAttribution(ReadOnlySpan<char> text, bool strict)
    {
        if (text.IsEmpty || text[^1] != ':')
        {
            return false;
        }

        var address = text.Contains('@');
        var number = HasDigit(text);
        var wrote = EndsWithAny(text, Wrote) || (text.EndsWith("):") && text.LastIndexOf("yazdı (", StringComparison.OrdinalIgnoreCase) >= 0);
        if (!wrote && !(text.EndsWith(">:") && address && number))
        {
            return false;
        }

        return strict ? address && number : address || number || text.Length < 80;
    }

    /// <summary>"-----Original Message-----" and its kin.</summary>
    public static bool IsSeparator(ReadOnlySpan<char> line)
    {
        if (line.Length is < 8 or > 80 || (line[0] is not ('-' or '_' or '*') && !line.EndsWith(":")))
        {
            return false;
        }

        var words = line.Trim("-_* :");
        if (words.Length == line.Length)
        {
            return false;
        }

        foreach (var separator in SeparatorWords)
        {
            if (words.Equals(separator, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A line of underscores or hyphens alone.</summary>
    public static bool IsRule(ReadOnlySpan<char> line) => line.Length >= 20 && line.Trim("_-").IsEmpty;

    /// <summary>Whether an Outlook block begins here: From, and soon two of Sent, To and Subject.</summary>
    public static bool StartsHeaderBlock(ReadOnlySpan<char> text)
    {
        var kinds = 0;
        var at = 0;
        for (var lines = 0; lines < HeaderBlockLines && at < text.Length; lines++)
        {
            var length = text[at..].IndexOf('\n');
            var line = Trim(length < 0 ? text[at..] : text.Slice(at, length));
            at = length < 0 ? text.Length : at + length + 1;
            var kind = KindOf(line);
            if (lines == 0 && kind != 1)
            {
                return false;
            }

            kinds |= kind;
        }

        return (kinds & 1) != 0 && int.PopCount(kinds) >= 3;
    }

    /// <summary>"-- " or the line that a telephone adds.</summary>
    public static bool IsSignature(ReadOnlySpan<char> all)
    {
        var line = Trim(all);
        if (line.SequenceEqual("--"))
        {
            return true;
        }

        if (line.Length is < 12 or > 80)
        {
            return false;
        }

        foreach (var words in DeviceSignatures)
        {
            if (line.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int KindOf(ReadOnlySpan<char> line)
    {
        line = line.TrimStart('*');
        var colon = line[..Math.Min(line.Length, LongestLabel)].IndexOf(':');
        if (colon <= 0)
        {
            return 0;
        }

        var label = Trim(line[..colon]).TrimEnd('*');
        return IsOneOf(label, FromLabels) ? 1 : IsOneOf(label, DateLabels) ? 2 : IsOneOf(label, ToLabels) ? 4 : IsOneOf(label, SubjectLabels) ? 8 : 0;
    }

    private static bool IsOneOf(ReadOnlySpan<char> label, string[] labels)
    {
        foreach (var one in labels)
        {
            if (label.Equals(one, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] ends)
    {
        foreach (var end in ends)
        {
            if (text.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDigit(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (char.IsDigit(letter))
            {
                return true;
            }
        }

        return false;
    }
}
