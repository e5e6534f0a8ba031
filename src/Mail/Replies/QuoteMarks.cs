using System.Buffers;

namespace Ingestion.Mail.Replies;

/// <summary>The words and signs by which mail programs mark quoted mail and signatures. Plain comparisons only: linear in any text.</summary>
internal static class QuoteMarks
{
    private const int LongestAttribution = 500;
    private const int LongestSeparator = 80;
    private const int LongestWroteLine = 240;
    private const int LongestLabel = 24;
    private const int HeaderBlockLines = 7;
    private const int SubjectKind = 8;

    private static readonly SearchValues<char> Margin = SearchValues.Create(" \t\r\n\u00A0\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");

    private static readonly FoldedWords Wrote = new(
        "wrote:", "writes:", "yazdı:", "yazdi:", "yazmış:", "yazıb:", "yazıbdır:", "yazmışdır:", "yazdı):", "نوشت:", "نوشته است:", "نوشته‌است:", "نوشته:", "می‌نویسد:", "написал:",
            "написала:", "написал(а):", "писал:", "писал(а):", "пишет:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "ha scritto:");

    private static readonly FoldedWords OriginalWords = new(
        "original message", "original mail", "original appointment", "özgün ileti", "orijinal ileti", "orijinal mesaj", "özgün mesaj", "original mesaj", "əsl mesaj", "ilkin mesaj",
            "پیام اصلی", "پیام اولیه", "исходное сообщение", "ursprüngliche nachricht", "message d'origine");

    private static readonly FoldedWords ForwardWords = new(
        "forwarded message", "begin forwarded message", "iletilmiş mesaj", "iletilen ileti", "iletilen mesaj", "yönlendirilen ileti", "yönlendirilen mesaj", "yönlendirilmiş ileti",
            "yönlendirilmiş mesaj", "ileti başlangıcı", "yönləndirilmiş mesaj", "yönləndirilmiş məktub", "ötürülmüş mesaj", "göndərilmiş mesaj", "پیام ارسال‌شده", "پیام ارسال شده",
            "پیام هدایت‌شده", "پیام هدایت شده", "پیام فوروارد شده", "пересылаемое сообщение", "пересланное сообщение", "начало переадресованного сообщения",
            "переадресованное сообщение", "weitergeleitete nachricht");

    private static readonly FoldedWords FromLabels = new(
        "from", "kimden", "gönderen", "kimdən", "göndərən", "از", "فرستنده", "от", "von", "de");
    private static readonly FoldedWords DateLabels = new(
        "sent", "date", "gönderildi", "gönderilme", "gönderilme tarihi", "gönderilen", "gönderme tarihi", "gönderim tarihi", "tarih", "göndərilib", "göndərildi", "göndərilmə tarixi", "göndərmə tarixi", "tarix",
            "ارسال شده", "ارسال‌شده", "ارسال شده در", "ارسال", "تاریخ", "تاریخ ارسال",
            "отправлено", "дата", "gesendet");

    private static readonly FoldedWords ToLabels = new(
        "to", "cc", "kime", "alıcı", "bilgi", "kimə", "به", "گیرنده", "رونوشت", "кому", "копия", "an");
    private static readonly FoldedWords SubjectLabels = new(
        "subject", "konu", "mövzu", "موضوع", "عنوان", "тема", "betreff", "objet");

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        var start = line.IndexOfAnyExcept(Margin);
        return start < 0 ? default : line[start..(line.LastIndexOfAnyExcept(Margin) + 1)];
    }

    public static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Margin) is >= 0 and var start ? text[start..] : default;

    /// <summary>A quick look at a line's end, before the whole is judged.</summary>
    public static bool EndsAttribution(ReadOnlySpan<char> line) => line[^1] == ':';

    /// <summary>
    /// Whether the text says who wrote when: ends in a word for it, and names an address and a number, or a year and a time of day; where
    /// quote marks follow, a number or an address is enough.
    /// </summary>
    public static bool IsAttribution(ReadOnlySpan<char> raw, bool strict)
    {
        if (raw.IsEmpty || raw.Length > LongestAttribution || raw[^1] != ':')
        {
            return false;
        }

        // marks of direction stand anywhere in right-to-left text, and the words may be on two lines
        Span<char> letters = stackalloc char[LongestAttribution];
        var text = FoldedWords.Fold(letters[..Plain(raw, letters)], letters);
        var address = text.Contains('@');
        var number = HasDigit(text);
        var wrote = Wrote.End(text) || (text.EndsWith("):") && text.LastIndexOf("yazdi (", StringComparison.OrdinalIgnoreCase) >= 0);
        if (!wrote && !(text.EndsWith(">:") && address && number))
        {
            return false;
        }

        return strict ? (address && number) || (HasYear(text) && HasTime(text)) : address || number || text.Length < 80;
    }

    /// <summary>"-----Original Message-----" and its kin.</summary>
    public static bool IsSeparator(ReadOnlySpan<char> line, out bool forwards)
    {
        forwards = false;
        if (IsWroteLine(line))
        {
            return true;
        }

        if (line.Length is < 8 or > LongestSeparator || (line[0] is not ('-' or '_' or '*') && !line.EndsWith(":")))
        {
            return false;
        }

        Span<char> letters = stackalloc char[LongestSeparator];
        var words = FoldedWords.Fold(line.Trim("-_* :"), letters);
        forwards = ForwardWords.Has(words);
        return words.Length < line.Length && (forwards || OriginalWords.Has(words));
    }

    // "-----Ayla Demir wrote: -----" of Notes, "---- On Tue, 3 Nov 2026 10:00:00 +0300 Ayla <ayla@example.com> wrote ----" of Zoho
    private static bool IsWroteLine(ReadOnlySpan<char> line)
    {
        if (line.Length is < 12 or > LongestWroteLine || !line.StartsWith("----", StringComparison.Ordinal) || !line.EndsWith("----", StringComparison.Ordinal))
        {
            return false;
        }

        Span<char> letters = stackalloc char[LongestWroteLine + 1];
        var length = FoldedWords.Fold(line.Trim("-_* :"), letters).Length;
        letters[length] = ':';
        return Wrote.End(letters[..(length + 1)]);
    }

    /// <summary>A line of underscores or hyphens alone.</summary>
    public static bool IsRule(ReadOnlySpan<char> line) => line.Length >= 20 && line.Trim("_-").IsEmpty;

    /// <summary>Whether an Outlook block begins here: From, and soon two of Sent, To and Subject; one of them is Subject or names an address, as no timetable does.</summary>
    public static bool StartsHeaderBlock(ReadOnlySpan<char> text)
    {
        var kinds = 0;
        var hasAddress = false;
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
            hasAddress |= kind != 0 && line.Contains('@');
        }

        return int.PopCount(kinds) >= 3 && (hasAddress || (kinds & SubjectKind) != 0);
    }

    private static int KindOf(ReadOnlySpan<char> line)
    {
        line = line.TrimStart('*');
        var colon = line[..Math.Min(line.Length, LongestLabel)].IndexOf(':');
        if (colon <= 0)
        {
            return 0;
        }

        Span<char> letters = stackalloc char[LongestLabel];
        var label = FoldedWords.Fold(Trim(line[..colon]).TrimEnd('*'), letters);
        return FromLabels.Has(label) ? 1 : DateLabels.Has(label) ? 2 : ToLabels.Has(label) ? 4 : SubjectLabels.Has(label) ? SubjectKind : 0;
    }

    private static int Plain(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        foreach (var letter in text)
        {
            if (letter is '\n' or '\r' or '\t' or '\u00A0' or '\u202F')
            {
                into[length++] = ' ';
            }
            else if (!Margin.Contains(letter) || letter == ' ')
            {
                into[length++] = letter;
            }
        }

        return length;
    }

    // 2026, ۱۴۰۵
    private static bool HasYear(ReadOnlySpan<char> text)
    {
        var run = 0;
        foreach (var letter in text)
        {
            run = char.IsDigit(letter) ? run + 1 : 0;
            if (run == 4)
            {
                return true;
            }
        }

        return false;
    }

    // 10:12
    private static bool HasTime(ReadOnlySpan<char> text)
    {
        for (var i = 1; i + 2 < text.Length; i++)
        {
            if (text[i] is ':' or '.' && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]) && char.IsDigit(text[i + 2]))
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
