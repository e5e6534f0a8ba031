namespace Ingestion.Channels.Email.Machines;

/// <summary>Mail of ourselves: the mark that every answer bears, or an address of the channel where a customer's should be.</summary>
internal sealed class OwnMailLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        var message = mail.Mail;
        if (message.Headers.Contains(AcknowledgementMail.LoopHeader))
        {
            signs.Add("own-loop", MachineSignStrength.NoAnswer);
        }

        if (mail.Own.IsEmpty)
        {
            return;
        }

        if (mail.Own.ContainsAny(message.From) || mail.Own.ContainsAny(message.ReplyTo) || (message.Sender is { } sender && mail.Own.Contains(sender.Address))
            || (message.ReturnPath is { Length: > 0 } path && mail.Own.Contains(path)))
        {
            signs.Add("own-address", MachineSignStrength.NoAnswer);
        }

        if (!mail.Own.ContainsAny(message.To) && !mail.Own.ContainsAny(message.Cc))
        {
            signs.Add("not-addressed", MachineSignStrength.Hint);
        }
    }
}
