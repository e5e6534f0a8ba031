using Ingestion.Mail.Reports;

namespace Ingestion.Channels.Email.Machines;

/// <summary>Delivery reports, receipts and complaints about abuse (RFC 6522, 3464, 8098, 5965), also those of mail systems that follow no standard.</summary>
internal sealed class ReportLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        if (mail.Automation.TellsOfFailure)
        {
            signs.Add("failed-recipients", MachineSignStrength.MachineReport);
        }

        var type = mail.Mail.Root.MediaType;
        if (mail.Report is { } report && (report.Confidence == ReportConfidence.Standard ? IsReports(type) : report.Recipients.Count > 0 || report.OriginalMessageId is not null))
        {
            signs.Add(
                report.Kind switch
                {
                    MailReportKind.Delivery => "delivery-report",
                    MailReportKind.Disposition => "receipt",
                    _ => "feedback-report",
                },
                MachineSignStrength.MachineReport);
        }
        else if (type == "multipart/report")
        {
            signs.Add("report", MachineSignStrength.NoAnswer);
        }
        else if (mail.Report is not null)
        {
            signs.Add("report-words", MachineSignStrength.NoAnswer);
        }
    }

    // a person may attach a report to what he writes
    private static bool IsReports(string type) => type == "multipart/report" || type.StartsWith("message/", StringComparison.Ordinal);
}
