namespace Ingestion.Channels.Email.Machines;

/// <summary>Addresses where nobody reads: in From, in Sender, and where an answer is wanted to go.</summary>
internal sealed class SenderLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        foreach (var address in mail.Mail.From)
        {
            if (MachineNames.IsMachine(address.LocalPart))
            {
                signs.Add("machine-sender", MachineSignStrength.NoAnswer);
            }
        }

        foreach (var address in mail.Mail.ReplyTo)
        {
            if (MachineNames.IsMachine(address.LocalPart))
            {
                signs.Add("machine-reply-to", MachineSignStrength.NoAnswer);
            }
        }

        // who sends for somebody else is often a list or a form
        if (mail.Mail.Sender is { } sender && MachineNames.IsMachine(sender.LocalPart))
        {
            signs.Add("machine-submitter", MachineSignStrength.Doubt);
        }
    }
}
