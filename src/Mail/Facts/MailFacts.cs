using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>Everything that the fields of a mail tell beside its words, read and typed. No decision is made here, and nearly all of it can be forged.</summary>
public sealed record MailFacts
{
    public required SenderFacts Sender { get; init; }

    public required AuthenticationFacts Authentication { get; init; }

    public required AutomationFacts Automation { get; init; }

    /// <summary>Null when it does not say to be a list's mail.</summary>
    public ListFacts? List { get; init; }

    /// <summary>Latest first.</summary>
    public IReadOnlyList<ReceivedHop> Hops { get; init; } = [];

    public IReadOnlyList<SpamVerdict> SpamVerdicts { get; init; } = [];

    public ThreadFacts? Thread { get; init; }

    /// <summary>Importance, X-Priority, Priority or X-MSMail-Priority, the first of these that says something; null when none does.</summary>
    public MailImportance? Importance { get; init; }

    /// <param name="trustedIds">The authserv-ids whose Authentication-Results are believed; see <see cref="AuthenticationFacts"/>.</param>
    public static MailFacts Of(MimeMessage mail, IReadOnlyCollection<string> trustedIds) => new()
    {
        Sender = SenderFacts.Of(mail),
        Authentication = AuthenticationFacts.Of(mail.Headers, trustedIds),
        Automation = AutomationFacts.Of(mail.Headers),
        List = ListFacts.Of(mail.Headers),
        Hops = ReceivedHop.Of(mail.Headers),
        SpamVerdicts = SpamVerdict.Of(mail.Headers),
        Thread = ThreadFacts.Of(mail.Headers),
        Importance = ImportanceOf(mail.Headers),
    };

    private static MailImportance? ImportanceOf(MimeHeaders headers)
    {
        foreach (var name in (ReadOnlySpan<string>)["Importance", "X-Priority", "Priority", "X-MSMail-Priority"])
        {
            if (headers.Unfolded(name) is not { } value)
            {
                continue;
            }

            switch (value.TrimStart().Split(' ', '(')[0].ToLowerInvariant())
            {
                case "high" or "urgent" or "highest" or "1" or "2":
                    return MailImportance.High;
                case "low" or "non-urgent" or "lowest" or "4" or "5":
                    return MailImportance.Low;
                case "normal" or "3":
                    return MailImportance.Normal;
            }
        }

        return null;
    }
}
