using Ingestion.Mail.Facts;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Reports;

namespace Ingestion.Channels.Email.Machines;

/// <summary>What the layers look at: a mail, what was read of it once for all of them, and what the channel knows of itself.</summary>
internal sealed class MailUnderTest(MimeMessage mail, OwnAddresses own, IReadOnlyCollection<string> trustedIds)
{
    private MailReport? report;
    private bool isReportRead;

    public MimeMessage Mail { get; } = mail;

    public OwnAddresses Own { get; } = own;

    /// <summary>The authserv-ids whose Authentication-Results are believed.</summary>
    public IReadOnlyCollection<string> TrustedIds { get; } = trustedIds;

    public AutomationFacts Automation { get; } = AutomationFacts.Of(mail.Headers);

    /// <summary>The envelope named no sender, as reports have it.</summary>
    public bool HasNullSender { get; } = mail.ReturnPath is "";

    /// <summary>The report that the mail is, or null.</summary>
    public MailReport? Report
    {
        get
        {
            if (!isReportRead)
            {
                report = MailReport.Of(Mail);
                isReportRead = true;
            }

            return report;
        }
    }
}
