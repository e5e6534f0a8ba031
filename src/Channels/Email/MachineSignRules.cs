using System.Collections.Frozen;
using Ingestion.Mail.Facts;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Reports;

namespace Ingestion.Channels.Email;

/// <summary>
/// Signs that a mail comes from a machine or must not be answered by one (RFC 3834, 3464, 8098, 5965, 2369, 8058, and what vendors add).
/// When in doubt a mail stays a message to be registered and is only not answered.
/// </summary>
internal static class MachineSignRules
{
    private const int MostHops = 30;

    private static readonly FrozenSet<string> MachineLocalParts = new[]
    {
        "mailer-daemon", "mailerdaemon", "mailer_daemon", "postmaster", "post-master", "no-reply", "noreply", "no_reply", "no.reply", "do-not-reply",
        "donotreply", "do_not_reply", "bounce", "bounces", "listserv", "majordomo", "root", "nobody", "daemon", "www-data", "notification",
        "notifications", "alert", "alerts", "newsletter",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] LocalPartBeginnings = ["bounce+", "bounces+", "owner-", "noreply+", "noreply-", "no-reply+", "no-reply-", "notifications+"];
    private static readonly string[] LocalPartEndings = ["-request", "-owner", "-bounces", "-noreply"];

    /// <param name="trustedIds">The authserv-ids whose Authentication-Results are believed.</param>
    public static IReadOnlyList<MachineSign> Judge(MimeMessage mail, OwnAddresses own, IReadOnlyCollection<string> trustedIds)
    {
        var signs = new SignList();
        var facts = AutomationFacts.Of(mail.Headers);
        var auto = ReadAutomation(facts, signs);
        ReadList(mail, signs);
        ReadTrace(mail, trustedIds, signs);
        var nullSender = mail.ReturnPath is "";
        if (nullSender)
        {
            signs.Add("null-sender", MachineSignStrength.NoAnswer);
        }

        ReadSenders(mail, own, signs, out var daemon);
        ReadContent(mail, signs);
        ReadSubject(mail, signs, auto || nullSender, daemon || nullSender);
        return signs.All;
    }

    // whether the fields say that it was written automatically
    private static bool ReadAutomation(AutomationFacts facts, SignList signs)
    {
        foreach (var mark in facts.Marks)
        {
            signs.Add(CodeOf(mark.Kind), MachineSignStrength.NoAnswer);
        }

        if (facts.AutoSubmitted is { } submitted and not AutoSubmitted.No)
        {
            signs.Add("auto-submitted", submitted == AutoSubmitted.Replied ? MachineSignStrength.MachineReport : MachineSignStrength.NoAnswer);
        }

        if (facts.Precedence is MailPrecedence.Bulk or MailPrecedence.Junk or MailPrecedence.List or MailPrecedence.AutoReply)
        {
            signs.Add("precedence", MachineSignStrength.NoAnswer);
        }

        // receipts are another matter
        if ((facts.Suppressed & (SuppressedResponses.AbsenceNotes | SuppressedResponses.AutoReplies)) != 0)
        {
            signs.Add("auto-response-suppress", MachineSignStrength.Hint);
        }

        if (facts.TellsOfFailure)
        {
            signs.Add("failed-recipients", MachineSignStrength.MachineReport);
        }

        return facts.AutoSubmitted is not (null or AutoSubmitted.No) || facts.Precedence == MailPrecedence.AutoReply
            || facts.Marks.Any(mark => mark.Kind is AutomationKind.AutoReply or AutomationKind.Generated);
    }

    private static string CodeOf(AutomationKind kind) => kind switch
    {
        AutomationKind.List => "list",
        AutomationKind.Bulk => "bulk",
        AutomationKind.AutoReply => "autoreply",
        AutomationKind.Generated => "machine-generated",
        AutomationKind.Loop => "loop",
        _ => "vendor-system",
    };

    private static void ReadList(MimeMessage mail, SignList signs)
    {
        if (ListFacts.Of(mail.Headers) is not { } list)
        {
            return;
        }

        if (list.Id is not null)
        {
            signs.Add("list-id", MachineSignStrength.NoAnswer);
        }

        if (mail.Headers.Contains("List-Unsubscribe") || mail.Headers.Contains("List-Unsubscribe-Post"))
        {
            signs.Add("list-unsubscribe", MachineSignStrength.NoAnswer);
        }
        else if (list.Id is null)
        {
            signs.Add("list", MachineSignStrength.NoAnswer);
        }
    }

    private static void ReadTrace(MimeMessage mail, IReadOnlyCollection<string> trustedIds, SignList signs)
    {
        if (mail.Headers.Contains(AcknowledgementMail.LoopHeader))
        {
            signs.Add("own-loop", MachineSignStrength.NoAnswer);
        }

        if (ReceivedHop.Count(mail.Headers) > MostHops)
        {
            signs.Add("too-many-hops", MachineSignStrength.NoAnswer);
        }

        if (SpamVerdict.Of(mail.Headers).Any(verdict => verdict.IsSpam == true))
        {
            signs.Add("spam", MachineSignStrength.NoAnswer);
        }

        // somebody else's name stands in From: an answer would go to a person who never wrote
        if (trustedIds.Count > 0 && AuthenticationFacts.Of(mail.Headers, trustedIds).Dmarc == AuthenticationVerdict.Fail)
        {
            signs.Add("dmarc-fail", MachineSignStrength.NoAnswer);
        }
    }

    private static void ReadSenders(MimeMessage mail, OwnAddresses own, SignList signs, out bool daemon)
    {
        daemon = false;
        foreach (var address in mail.From)
        {
            daemon |= address.LocalPart.StartsWith("mailer-daemon", StringComparison.OrdinalIgnoreCase)
                || address.LocalPart.Equals("postmaster", StringComparison.OrdinalIgnoreCase);
            if (IsMachine(address.LocalPart))
            {
                signs.Add("machine-sender", MachineSignStrength.NoAnswer);
            }
        }

        if (own.IsEmpty)
        {
            return;
        }

        if (own.ContainsAny(mail.From) || own.ContainsAny(mail.ReplyTo) || (mail.Sender is { } sender && own.Contains(sender.Address))
            || (mail.ReturnPath is { Length: > 0 } path && own.Contains(path)))
        {
            signs.Add("own-address", MachineSignStrength.NoAnswer);
        }

        if (!own.ContainsAny(mail.To) && !own.ContainsAny(mail.Cc))
        {
            signs.Add("not-addressed", MachineSignStrength.Hint);
        }
    }

    private static bool IsMachine(string localPart)
    {
        if (MachineLocalParts.Contains(localPart))
        {
            return true;
        }

        foreach (var beginning in LocalPartBeginnings)
        {
            if (localPart.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var ending in LocalPartEndings)
        {
            if (localPart.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void ReadContent(MimeMessage mail, SignList signs)
    {
        var root = mail.Root;
        if (root.MediaType == "multipart/report" || root.MediaType.StartsWith("message/", StringComparison.Ordinal))
        {
            if (MailReport.Of(mail) is { Confidence: ReportConfidence.Standard } report)
            {
                var code = report.Kind switch
                {
                    MailReportKind.Delivery => "delivery-report",
                    MailReportKind.Disposition => "receipt",
                    _ => "feedback-report",
                };
                signs.Add(code, MachineSignStrength.MachineReport);
            }
            else if (root.MediaType == "multipart/report")
            {
                signs.Add("report", MachineSignStrength.NoAnswer);
            }
        }

        if (CalendarFacts.Of(mail) is { IsAttachment: false } calendar)
        {
            // an invitation may hold words of a person
            var isReport = root.MediaType == "text/calendar" || calendar.Method == CalendarMethod.Reply;
            signs.Add("calendar", isReport ? MachineSignStrength.MachineReport : MachineSignStrength.NoAnswer);
        }
    }

    // words alone prove nothing: a customer may write about an out-of-office note
    private static void ReadSubject(MimeMessage mail, SignList signs, bool automatic, bool daemon)
    {
        switch (MachineSubjects.KindOf(mail.Subject))
        {
            case MachineSubject.Absence:
                signs.Add("subject-out-of-office", automatic ? MachineSignStrength.MachineReport : MachineSignStrength.Hint);
                break;
            case MachineSubject.Bounce:
                signs.Add("subject-bounce", daemon ? MachineSignStrength.MachineReport : MachineSignStrength.Hint);
                break;
        }
    }
}
