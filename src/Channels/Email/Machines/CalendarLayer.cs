using Ingestion.Mail.Reports;

namespace Ingestion.Channels.Email.Machines;

/// <summary>Invitations and what calendars answer to them (RFC 5546).</summary>
internal sealed class CalendarLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        if (CalendarFacts.Of(mail.Mail) is { IsAttachment: false } calendar)
        {
            // an invitation may hold words of a person
            var isReport = mail.Mail.Root.MediaType == "text/calendar" || calendar.Method == CalendarMethod.Reply;
            signs.Add("calendar", isReport ? MachineSignStrength.MachineReport : MachineSignStrength.NoAnswer);
        }
    }
}
