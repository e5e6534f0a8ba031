using Ingestion.Mail.Facts;

namespace Ingestion.Channels.Email.Machines;

/// <summary>What a mail says of itself by the standards: Auto-Submitted (RFC 3834), Precedence, and what Exchange asks others not to answer.</summary>
internal sealed class AutomationLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        var facts = mail.Automation;
        if (facts.AutoSubmitted is { } submitted and not AutoSubmitted.No)
        {
            signs.Add("auto-submitted", submitted == AutoSubmitted.Replied ? MachineSignStrength.MachineReport : MachineSignStrength.NoAnswer);
        }

        if (facts.Precedence is MailPrecedence.AutoReply)
        {
            signs.Add("precedence-auto-reply", MachineSignStrength.MachineReport);
        }
        else if (facts.Precedence is MailPrecedence.Bulk or MailPrecedence.Junk or MailPrecedence.List)
        {
            signs.Add("precedence", MachineSignStrength.NoAnswer);
        }

        // Exchange stamps it on mail of people, too; and that no receipt is wanted is another matter.
        if ((facts.Suppressed & (SuppressedResponses.AbsenceNotes | SuppressedResponses.AutoReplies)) != 0)
        {
            signs.Add("auto-response-suppress", MachineSignStrength.Hint);
        }
    }
}
