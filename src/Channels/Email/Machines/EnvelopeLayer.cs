using Ingestion.Mail.Facts;
using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email.Machines;

/// <summary>How the mail travelled: no sender in the envelope (RFC 5321 §4.5.5), a machine's address there, or round in circles.</summary>
internal sealed class EnvelopeLayer : IMachineLayer
{
    private const int MostHops = 30;

    public void Look(MailUnderTest mail, SignList signs)
    {
        if (mail.HasNullSender)
        {
            signs.Add("null-sender", MachineSignStrength.NoAnswer);
        }
        else if (mail.Mail.ReturnPath is { Length: > 0 } path && MailAddress.Parse(path) is { } address && MachineNames.IsMachine(address.LocalPart))
        {
            signs.Add("machine-envelope", MachineSignStrength.NoAnswer);
        }

        if (ReceivedHop.Count(mail.Mail.Headers) > MostHops)
        {
            signs.Add("too-many-hops", MachineSignStrength.NoAnswer);
        }
    }
}
