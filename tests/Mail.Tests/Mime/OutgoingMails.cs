using System.Globalization;
using System.Text;
using Ingestion.Mail.Mime;

namespace Mail.Tests.Mime;

/// <summary>Mails to be written: in four languages, and with everything in their fields that could break out of them. The same seed gives the same mails.</summary>
internal sealed class OutgoingMails(int seed)
{
    public static readonly string[] Languages = ["tr", "az", "fa", "en"];

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["tr"] = ["Şikâyetiniz", "alındı", "İyi", "günler", "ığdır", "çözüm", "Müşteri", "ÖĞÜT", "kargo", "\"acil\"", "(iade)", "TL", "₺1.250,50", "nin,", "e-posta:", "ŞİŞLİ"],
        ["az"] = ["Şikayətiniz", "qəbul", "edildi", "Hörmətli", "müştəri", "Ə", "ığöüçş", "ƏLİ", "manat", "₼", "xidmət;", "<sifariş>", "Bakı", "№", "cavab?"],
        ["fa"] = ["شکایت", "شما", "ثبت", "شد", "می‌توانید", "پیگیری", "۱۲۳۴", "مشتری", "گرامی،", "نامه‌ها", "«فوری»", "\u2068ABC-1\u2069", "ژگپچ", "ك", "ي", "؟"],
        ["en"] = ["We", "have", "received", "your", "complaint", "it's", "\"quoted\"", "O'Neil", "a=b", "From", "100%", "C:\\temp", "x@y.example", "(sic)", "...", "#1", "=?", "?="],
    };

    private static readonly string[] Hostile =
    [
        "\r\nBcc: evil@example.org", "\r\n\r\nbody", "\n", "\r", "\0", "\u0085Bcc: evil@example.org", "\u2028X: 1", "\u2029", "\v", "\f", "\u001c", "\u001d", "\u001e", "\u001f", "\t", "\u007f", "\ud800",
        "\udfff", "\ude00\ud83d", "<a@b>", "\"", "\\", "\\\"", "=?utf-8?Q?=0D=0ABcc:_evil@example.org?=", "=?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=", "=?x", "?=", "ş", "سلام", "😀", "👩‍👩‍👧", "é",
        "\u202e", "\u2066", "\u2069", "\u200e", "\u200c", "\ufeff", "\u00a0", "\u3000", " ", "  ", "x", ",", ";", ":", "@", "(", ")", "[", "]", ".", "\r\n.\r\n", "--=_", "=_", "=\r\n", "=3D", "%0d%0a", "''",
        new string('y', 300), new string('ş', 300), new string('=', 90), "From ", "\r\nFrom ", "-- \n",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A mail as people write them; fields are clean, but not simple.</summary>
    public OutgoingMail Plain(int number)
    {
        var language = Languages[number % Languages.Length];
        return new()
        {
            From = MailAddress.Parse($"destek-{number}@{Domain()}")!.WithName(Maybe(() => Sentence(language, 1, 4))),
            To = MailAddress.Parse($"{LocalPart()}@{Domain()}")!.WithName(Maybe(() => Sentence(language, 1, 6))),
            ReplyTo = Maybe(() => $"yanit+{number}@{Domain()}") is { } reply ? MailAddress.Parse(reply)!.WithName(Maybe(() => Sentence(language, 1, 2))) : null,
            Subject = Sentence(language, 1, 25),
            Text = Text(language),
            Html = Maybe(() => $"<!DOCTYPE html>\n<html lang=\"{language}\"><body><p>{System.Net.WebUtility.HtmlEncode(Text(language))}</p>\n</body></html>\n"),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"<ack-{seed}-{number}@shop.example>"),
            InReplyTo = Maybe(() => "<question@kunde.example>"),
            References = [.. Enumerable.Range(0, _random.Next(30)).Select(n => $"<{n}.{new string('r', _random.Next(1, 90))}@kunde.example>")],
            Date = new DateTimeOffset(2026, 11, 21, _random.Next(24), _random.Next(60), _random.Next(60), TimeSpan.FromMinutes(_random.Next(-11, 13) * 30)),
            Language = language,
            Headers = [new("Auto-Submitted", "auto-replied"), new("X-Note", Sentence(language, 1, 30))],
            Attachments = [.. Enumerable.Range(0, Math.Max(0, _random.Next(6) - 3)).Select(n => Attachment(language, n))],
        };
    }

    /// <summary>The same with every free field hostile.</summary>
    public OutgoingMail HostileMail(int number)
    {
        var mail = Plain(number);
        return mail with
        {
            From = mail.From.WithName(Bad()),
            To = mail.To.WithName(Bad()),
            ReplyTo = mail.ReplyTo?.WithName(Bad()),
            Subject = Bad(),
            Text = Bad(),
            Html = Maybe(Bad),
            InReplyTo = Bad(),
            References = [Bad(), "<good@kunde.example>", Bad()],
            Language = Bad(),
            Headers = [new("X-Test", Bad()), new("X-Other", Bad())],
            Attachments = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new OutgoingAttachment(Bad(), Maybe(Bad) ?? "application/pdf", Bytes()))],
        };
    }

    public string Bad()
    {
        var text = new StringBuilder();
        for (var n = _random.Next(1, 12); n > 0; n--)
        {
            text.Append(Hostile[_random.Next(Hostile.Length)]);
        }

        return text.ToString();
    }

    private OutgoingAttachment Attachment(string language, int number) => new(
        $"{Sentence(language, 1, 12)} {number}{new[] { ".pdf", ".jpg", "", ".tar.gz" }[_random.Next(4)]}",
        new[] { "application/pdf", "image/jpeg", "application/octet-stream", "text/csv" }[_random.Next(4)],
        Bytes());

    private byte[] Bytes()
    {
        var bytes = new byte[_random.Next(0, 400)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text(string language)
    {
        var text = new StringBuilder();
        for (var lines = _random.Next(1, 8); lines > 0; lines--)
        {
            text.Append(_random.Next(6) switch { 0 => "", 1 => ".", 2 => "From " + Sentence(language, 1, 3), 3 => new string('ə', 200) + " \t", _ => Sentence(language, 1, 40) }).Append('\n');
        }

        return text.ToString();
    }

    private string Sentence(string language, int least, int most)
    {
        var words = Words[language];
        return string.Join(' ', Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => words[_random.Next(words.Length)]));
    }

    private string LocalPart() => new[] { "ali.veli", "x", "o'neil", "a+b=c", "!#$%&'*+-/=?^_`{|}~", new string('l', 64), "1" }[_random.Next(7)];

    private string Domain() => new[]
    {
        "kunde.example", "şikayət.example", "شکایت.example", "müşteri-ığ.example", "xn--mgbg2a24bvf.example", string.Join('.', Enumerable.Repeat(new string('d', 40), 4)) + ".example",
    }[_random.Next(6)];

    private string? Maybe(Func<string> value) => _random.Next(2) == 0 ? null : value();
}
