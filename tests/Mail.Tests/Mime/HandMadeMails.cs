using System.Globalization;
using Ingestion.Mail.Mime;

namespace Mail.Tests.Mime;

/// <summary>Mails as the worker really sends them, and some that are hard in one place each.</summary>
internal static class HandMadeMails
{
    private static readonly (string Language, string Name, string From, string To, string Subject, string Text)[] Parts =
    [
        ("tr", "Müşteri Hizmetleri", "destek@örnek.example", "İbrahim Çağrı ÖZDEMİR", "Şikâyetiniz alındı: 1234-5678-9012",
            "Sayın İbrahim Bey,\n\nşikâyetiniz 1234-5678-9012 numarasıyla kaydedildi. Iğdır'daki ığ/İI harfleri de doğru gitmeli.\n\nİyi günler dileriz.\n"),
        ("az", "Müştəri xidməti, Bakı", "xidmet@şikayət.example", "Əli \"Ə\" Məmmədov", "Şikayətiniz qəbul edildi: 1234-5678-9012",
            "Hörmətli Əli müəllim,\n\nmüraciətiniz 1234-5678-9012 nömrəsi ilə qeydə alındı. Cavab ən gec sabah saat 17:00-dək veriləcək.\n"),
        ("fa", "پشتیبانی مشتریان", "support@شکایت.example", "زهرا محمدی‌نژاد", "شکایت شما ثبت شد: \u2068۱۲۳۴-۵۶۷۸-۹۰۱۲\u2069",
            "مشتری گرامی،\n\nشکایت شما با شمارهٔ \u20681234-5678-9012\u2069 ثبت شد. می‌توانید آن را پیگیری کنید.\n\nبا احترام\n"),
        ("en", "Customer Care (24/7)", "care@shop.example", "O'Neil, Shaun", "We have received your complaint: 1234-5678-9012",
            "Dear Mr O'Neil,\n\nyour complaint was registered as 1234-5678-9012.\n.\n..\nFrom now on 100% = fine \n-- \nCustomer Care\n"),
    ];

    private static readonly string[] HardSubjects =
    [
        "", " ", "=?utf-8?Q?look-alike?=", "x=?", "a\tb", "Re: [#2026-000123] " + new string('ş', 60), new string('x', 1_200), "😀👩‍👩‍👧🇦🇿", "é e\u0301 ﷽", "\u200fعربی\u200e abc",
        "a, b; c: <d@e.example> \"f\" (g)", "trailing \\",
    ];

    public static IReadOnlyList<OutgoingMail> All { get; } = [.. Acknowledgements(), .. WithHardSubjects(), .. WithAttachments()];

    private static IEnumerable<OutgoingMail> Acknowledgements() => Parts.SelectMany((part, n) => new[] { Mail(part, n * 2), Mail(part, (n * 2) + 1) with { Html = Html(part) } });

    private static IEnumerable<OutgoingMail> WithHardSubjects() => HardSubjects.Select((subject, n) => Mail(Parts[n % 4], 100 + n) with { Subject = subject });

    private static IEnumerable<OutgoingMail> WithAttachments() => Parts.Select((part, n) => Mail(part, 200 + n) with
    {
        Html = n % 2 == 0 ? Html(part) : null,
        Attachments =
        [
            new(part.Subject + ".pdf", "application/pdf", new byte[] { 0, 1, 2, 253, 254, 255 }),
            new("a b.txt", "text/plain", "a\nb\r\n.\r\nc"u8.ToArray()),
            new(string.Concat(Enumerable.Repeat(part.To + " ", 8)) + ".jpg", "image/jpeg", Array.Empty<byte>()),
        ],
    });

    private static OutgoingMail Mail((string Language, string Name, string From, string To, string Subject, string Text) part, int number) => new()
    {
        From = MailAddress.Parse(part.From)!.WithName(part.Name),
        To = MailAddress.Parse("musteri@kunde.example")!.WithName(part.To),
        ReplyTo = MailAddress.Parse("yanit+1f2e@shop.example"),
        Subject = part.Subject,
        Text = part.Text,
        MessageId = string.Create(CultureInfo.InvariantCulture, $"<ack-{number}@shop.example>"),
        InReplyTo = "<CAF=x+1@mail.kunde.example>",
        References = ["<first@kunde.example>", "<CAF=x+1@mail.kunde.example>"],
        Date = new DateTimeOffset(2026, 11, 22, 1, 30, 0, TimeSpan.FromHours(3.5)),
        Language = part.Language,
        Headers = [new("Auto-Submitted", "auto-replied"), new("X-Auto-Response-Suppress", "All")],
    };

    private static string Html((string Language, string Name, string From, string To, string Subject, string Text) part) =>
        $"<!DOCTYPE html>\n<html lang=\"{part.Language}\" dir=\"{(part.Language == "fa" ? "rtl" : "ltr")}\"><body>\n<p>{part.Text.Trim().Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>\n</body></html>\n";
}
