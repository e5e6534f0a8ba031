using System.Globalization;
using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Reports;

/// <summary>A report of abuse or of failed authentication (RFC 5965, 6591): somebody calls a mail of ours spam.</summary>
/// <param name="Type"><c>abuse</c>, <c>fraud</c>, <c>virus</c>, <c>not-spam</c>, <c>auth-failure</c>, <c>other</c>; lower case; null when missing.</param>
/// <param name="Reporter">The reporting program, or null.</param>
/// <param name="MailFrom">The reported mail's envelope sender, or null.</param>
/// <param name="Recipients">The reported mail's envelope recipients.</param>
/// <param name="SourceIp">Where the reported mail came from, or null.</param>
/// <param name="ReportedDomains">Domains that the report is about.</param>
/// <param name="ArrivedAt">When the reported mail arrived, or null.</param>
/// <param name="Incidents">How many such mails the report stands for.</param>
public sealed record FeedbackFacts(
    string? Type,
    string? Reporter,
    string? MailFrom,
    IReadOnlyList<string> Recipients,
    string? SourceIp,
    IReadOnlyList<string> ReportedDomains,
    DateTimeOffset? ArrivedAt,
    int Incidents)
{
    private const int MostValues = 100;

    internal static FeedbackFacts Read(ReportFields fields) => new(
        fields["Feedback-Type"]?.ToLowerInvariant(),
        fields["User-Agent"],
        fields["Original-Mail-From"]?.Trim('<', '>'),
        [.. fields.All("Original-Rcpt-To").Take(MostValues).Select(value => value.Trim('<', '>'))],
        fields["Source-IP"],
        [.. fields.All("Reported-Domain").Take(MostValues)],
        (fields["Arrival-Date"] ?? fields["Received-Date"]) is { } date ? MailDate.Parse(date) : null,
        int.TryParse(fields["Incidents"], NumberStyles.None, CultureInfo.InvariantCulture, out var incidents) ? Math.Max(1, incidents) : 1);
}
