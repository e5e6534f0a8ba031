namespace Ingestion.Mail.Replies;

/// <summary>Finds what stands below somebody's own words: a signature, a telephone's line, a company's disclaimer. Plain comparisons only.</summary>
internal static class SignatureFinder
{
    private const int MostSignatureLines = 20;
    private const int MostLinesAfterDevice = 2;
    private const int LongestLineAfterDevice = 60;
    private const int LongestDeviceLine = 90;
    private const int LongestGreeting = 40;
    private const int LookedForSecrecy = 700;
    private const int LongestBeginning = 60;
    private const int MostTries = 50;

    private static readonly FoldedWords DeviceBeginnings = new(
        "sent from my ", "sent from outlook", "sent from mail for windows", "sent from yahoo mail", "sent from gmail", "sent from proton mail", "sent from samsung", "sent via ",
        "get outlook for ", "outlook for ios", "outlook for android", "android için outlook", "ios için outlook", "windows için posta", "windows 10 için posta", "windows 11 için posta",
        "отправлено с iphone", "отправлено с ipad", "отправлено с моего", "отправлено из ", "отправлено с android", "отправлено с устройства", "отправлено с samsung",
        "ارسال شده از ", "ارسال‌شده از ", "فرستاده شده از ", "از آیفون من ارسال شد", "از iphone من ارسال شد");

    // "…'umdan gönderildi": only with the name of a thing that mails are written on
    private static readonly FoldedWords DeviceEndings = new(
        "gönderildi", "göndərildi", "göndərilib", "göndərilmişdir", "gönderilmiştir");
    private static readonly FoldedWords Devices = new(
        "iphone", "ipad", "android", "samsung", "galaxy", "huawei", "xiaomi", "redmi", "oppo", "outlook", "yahoo", "gmail", "yandex", "telefonumdan", "telefonundan", "mobil cihaz", "windows");

    private static readonly FoldedWords DisclaimerBeginnings = new(
        "this e-mail", "this email", "this message", "this communication", "this transmission", "the information contained", "the information in this", "the contents of this", "confidentiality", "confidential notice",
        "disclaimer", "legal notice", "important notice", "notice:", "bu e-posta", "bu eposta", "bu elektronik posta", "bu e-mail", "bu mesaj", "bu ileti", "bu mail", "yasal uyarı", "yasal bildirim",
        "gizlilik", "uyarı:", "bu e-poçt", "bu elektron", "bu məktub", "məxfilik", "hüquqi xəbərdarlıq", "hüquqi bildiriş", "diqqət:", "این ایمیل", "این پیام", "این نامه", "محتوای این", "سلب مسئولیت",
        "اطلاعیه محرمانگی", "توجه:", "данное сообщение", "это сообщение", "настоящее сообщение", "это электронное", "данное электронное", "настоящее электронное", "уведомление о конфиденциальности",
        "конфиденциальность", "внимание:");

    private static readonly FoldedWords Secrecy = new(
        "confidential", "privileged", "intended recipient", "intended solely", "intended only", "gizli", "gizlidir", "muhatab", "alıcısı değil", "hukuka aykırı", "məxfi", "məxfidir", "nəzərdə tutulmuş",
        "محرمانه", "گیرنده", "конфиденциальн", "предназначен");

    private static readonly FoldedWords Greetings = new(
        "hello", "hi", "hey", "dear ", "good day", "good morning", "good afternoon", "good evening", "to whom it may concern",
        "merhaba", "selam", "iyi günler", "iyi akşamlar", "iyi çalışmalar", "günaydın", "sayın ", "salam", "hörmətli ", "sabahınız", "axşamınız", "gününüz",
        "سلام", "درود", "با سلام", "با درود", "وقت بخیر", "روز بخیر", "خسته نباشید", "здравствуйте", "добрый день", "привет");

    /// <summary>
    /// Where to cut, or -1 where nothing but a greeting would be left: then the mark stands in the middle of what somebody wrote, above it, as some
    /// telephones put it, or as a line between two paragraphs.
    /// </summary>
    public static int UnlessOnlyGreeted(ReadOnlySpan<char> own, int at)
    {
        if (at <= 0)
        {
            return at;
        }

        var left = QuoteMarks.Trim(own[..at]);
        if (left.Length is 0 or > LongestGreeting || left.Contains('\n'))
        {
            return at;
        }

        Span<char> letters = stackalloc char[LongestGreeting];
        return Greetings.Begin(FoldedWords.Fold(left, letters)) ? -1 : at;
    }

    /// <summary>Whether the line is "-- " or the line that a telephone adds.</summary>
    public static bool IsMark(ReadOnlySpan<char> line) => QuoteMarks.Trim(line).SequenceEqual("--") || IsDevice(QuoteMarks.Trim(line));

    /// <summary>Where the signature begins; -1 when there is none. A mark with more below it than a signature has is none.</summary>
    public static int Signature(ReadOnlySpan<char> own)
    {
        // the marks that may still turn out to be one, with the lines below them counted at the end
        int mark = -1, device = -1, lines = 0, markLine = 0, deviceLine = 0;
        for (var at = 0; at < own.Length;)
        {
            var length = own[at..].IndexOf('\n');
            var next = length < 0 ? own.Length : at + length + 1;
            var line = QuoteMarks.Trim(own[at..next]);
            if (!line.IsEmpty)
            {
                if (mark >= 0 && lines - markLine >= MostSignatureLines)
                {
                    mark = -1;
                }

                if (device >= 0 && (lines - deviceLine >= MostLinesAfterDevice || line.Length > LongestLineAfterDevice))
                {
                    device = -1;
                }

                lines++;
                if (mark < 0 && lines > 1 && line.SequenceEqual("--"))
                {
                    (mark, markLine) = (at, lines);
                }
                else if (device < 0 && lines > 1 && IsDevice(line))
                {
                    (device, deviceLine) = (at, lines);
                }
            }

            at = next;
        }

        return mark < 0 ? device : device < 0 ? mark : Math.Min(mark, device);
    }

    /// <summary>Where a closing paragraph about secrecy begins; -1 when there is none.</summary>
    public static int Disclaimer(ReadOnlySpan<char> own)
    {
        var afterGap = false;
        var tries = 0;
        Span<char> letters = stackalloc char[LookedForSecrecy];
        for (var at = 0; at < own.Length;)
        {
            var length = own[at..].IndexOf('\n');
            var next = length < 0 ? own.Length : at + length + 1;
            var line = QuoteMarks.Trim(own[at..next]);
            if (!line.IsEmpty && afterGap && DisclaimerBeginnings.Begin(FoldedWords.Fold(Beginning(line), letters)))
            {
                if (Secrecy.AreIn(FoldedWords.Fold(own.Slice(at, Math.Min(own.Length - at, LookedForSecrecy)), letters)))
                {
                    return at;
                }

                if (++tries == MostTries)
                {
                    return -1;
                }
            }

            // a paragraph of its own, or one below a line of signs
            afterGap = at > 0 && (line.IsEmpty || QuoteMarks.IsRule(line) || line.SequenceEqual("--"));
            at = next;
        }

        return -1;
    }

    private static ReadOnlySpan<char> Beginning(ReadOnlySpan<char> line)
    {
        line = line.TrimStart("*_-= ");
        return line[..Math.Min(line.Length, LongestBeginning)];
    }

    private static bool IsDevice(ReadOnlySpan<char> line)
    {
        if (line.Length is < 12 or > LongestDeviceLine)
        {
            return false;
        }

        Span<char> letters = stackalloc char[LongestDeviceLine];
        var words = FoldedWords.Fold(line, letters);
        return DeviceBeginnings.Begin(words) || (DeviceEndings.End(words.TrimEnd(". !")) && Devices.AreIn(words));
    }
}
