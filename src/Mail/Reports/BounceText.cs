using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Reports;

/// <summary>Reports of failure that are text alone, as qmail, old Exim, Exchange and others write them: guessed by known words, only of a mail system's sender.</summary>
internal static class BounceText
{
    private const int LongestLooked = 32 * 1024;
    private const int MostRecipients = 100;
    private const int LongestReason = 500;

    private static readonly string[] Failures =
    [
        "this is the qmail-send program", "i'm afraid i wasn't able to deliver your message", "this message was created automatically by mail delivery software",
        "this is the mail system at host", "delivery to the following recipient failed permanently", "delivery to the following recipients failed",
        "the following addresses had permanent fatal errors", "the following address(es) failed", "could not be delivered to one or more recipients",
        "did not reach the following recipient", "delivery has failed to these recipients", "your message wasn't delivered", "your message couldn't be delivered",
        "message could not be delivered", "undeliverable mail", "mail delivery failed", "returned to sender", "was undeliverable",
        "bu alıcılara veya gruplara teslim edilemedi", "iletiniz teslim edilemedi", "mesajınız iletilemedi", "mesajınız çatdırılmadı", "çatdırılmadı",
        "не удалось выполнить доставку", "ваше сообщение не доставлено", "письмо не доставлено", "сообщение не может быть доставлено", "پیام شما تحویل داده نشد",
    ];

    private static readonly string[] Delays =
    [
        "this is a warning message only", "you do not need to resend your message", "delivery is delayed", "has been delayed", "will be retried", "will keep trying", "not yet been delivered",
    ];

    private static readonly string[] Returned =
    [
        "--- below this line is a copy of the message", "------ this is a copy of", "--- the header of the original", "----- original message -----", "----- message header follows",
        "original message headers", "----- original message follows", "исходное сообщение",
    ];

    public static MailReport? Read(MimeMessage message)
    {
        var failed = message.Headers.Value("X-Failed-Recipients");
        if (failed is null && !IsOfMailSystem(message))
        {
            return null;
        }

        var text = message.Text.AsSpan(0, Math.Min(message.Text.Length, LongestLooked));
        var delayed = ContainsAny(text, Delays);
        if (failed is null && !delayed && !ContainsAny(text, Failures))
        {
            return null;
        }

        var own = text[..OwnLength(text)];
        var recipients = new List<ReportedRecipient>();
        ReadRecipients(own, delayed ? "delayed" : "failed", recipients);
        foreach (var address in MailAddress.ParseList(failed ?? ""))
        {
            if (recipients.Count < MostRecipients && !recipients.Exists(one => one.Address == address.Address))
            {
                recipients.Add(new ReportedRecipient(address.Address, delayed ? "delayed" : "failed", StatusIn(own), null));
            }
        }

        return new MailReport
        {
            Kind = MailReportKind.Delivery,
            Confidence = ReportConfidence.Guessed,
            Recipients = recipients,
            OriginalMessageId = OriginalId(text[own.Length..]),
        };
    }

    private static bool IsOfMailSystem(MimeMessage message)
    {
        foreach (var address in message.From)
        {
            if (address.LocalPart.StartsWith("mailer-daemon", StringComparison.OrdinalIgnoreCase) || address.LocalPart.Equals("postmaster", StringComparison.OrdinalIgnoreCase)
                || address.LocalPart.StartsWith("MicrosoftExchange", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return message.ReturnPath is "";
    }

    // up to the copy of what came back: its addresses are not reported
    private static int OwnLength(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        foreach (var mark in Returned)
        {
            if (text[..length].IndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            {
                length = at;
            }
        }

        return length;
    }

    // "<user@example.org>: why", or an address alone on its line and the reason in the lines below
    private static void ReadRecipients(ReadOnlySpan<char> own, string action, List<ReportedRecipient> into)
    {
        string? address = null;
        var reason = "";
        foreach (var raw in own.EnumerateLines())
        {
            var line = raw.Trim();
            if (AddressAtStart(line, out var rest) is { } next)
            {
                Add(into, address, action, reason);
                (address, reason) = (next, rest.ToString());
            }
            else if (line.IsEmpty && reason.Length > 0)
            {
                Add(into, address, action, reason);
                (address, reason) = (null, "");
            }
            else if (address is not null && !line.IsEmpty && reason.Length < LongestReason)
            {
                reason = reason.Length == 0 ? line.ToString() : $"{reason} {line}";
            }
        }

        Add(into, address, action, reason);
    }

    private static void Add(List<ReportedRecipient> into, string? address, string action, string reason)
    {
        if (address is not null && into.Count < MostRecipients && !into.Exists(one => one.Address == address))
        {
            into.Add(new ReportedRecipient(address, action, StatusIn(reason), reason.Length > 0 ? reason : null));
        }
    }

    private static string? AddressAtStart(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (line.Length is < 3 or > 1_000)
        {
            return null;
        }

        var end = line.IndexOfAny(' ', '\t');
        var word = end < 0 ? line : line[..end];
        var plain = word.Trim("<>:,;\"'");
        if (plain.IndexOf('@') <= 0 || (word[0] != '<' && end >= 0 && word[^1] != ':') || plain.ContainsAny("<>()[]\"/="))
        {
            return null;
        }

        rest = end < 0 ? default : line[end..].Trim();
        return MailAddress.Parse(plain.ToString())?.Address;
    }

    /// <summary>The first enhanced status code of a failure or a delay: 5.1.1.</summary>
    private static string? StatusIn(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 4 < text.Length; i++)
        {
            if (text[i] is not ('4' or '5') || text[i + 1] != '.' || (i > 0 && (char.IsAsciiDigit(text[i - 1]) || text[i - 1] == '.')))
            {
                continue;
            }

            var subject = Digits(text[(i + 2)..]);
            var dot = i + 2 + subject;
            var detail = subject > 0 && dot < text.Length && text[dot] == '.' ? Digits(text[(dot + 1)..]) : 0;
            if (detail > 0 && (dot + 1 + detail == text.Length || text[dot + 1 + detail] != '.' || dot + 2 + detail == text.Length || !char.IsAsciiDigit(text[dot + 2 + detail])))
            {
                return text.Slice(i, dot + 1 + detail - i).ToString();
            }
        }

        return null;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < 3 && count < text.Length && char.IsAsciiDigit(text[count]))
        {
            count++;
        }

        return count;
    }

    private static string? OriginalId(ReadOnlySpan<char> returned)
    {
        foreach (var raw in returned.EnumerateLines())
        {
            var line = raw.Trim();
            if (line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase) && line.Length < 1_000)
            {
                return MessageIds.First(line[11..].ToString());
            }
        }

        return null;
    }

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
