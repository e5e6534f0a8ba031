using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Reports;

/// <summary>Somebody who is invited, and what he answered.</summary>
/// <param name="Address">Null when it is no mail address.</param>
public sealed record CalendarAttendee(MailAddress? Address, CalendarAnswer Answer);
