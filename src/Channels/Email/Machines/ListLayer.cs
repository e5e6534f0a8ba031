using Ingestion.Mail.Facts;

namespace Ingestion.Channels.Email.Machines;

/// <summary>Mailing lists and mass mailings (RFC 2369, 2919, 8058): an answer would go to many, or to nobody.</summary>
internal sealed class ListLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        if (ListFacts.Of(mail.Mail.Headers) is not { } list)
        {
            return;
        }

        if (list.Id is not null)
        {
            signs.Add("list-id", MachineSignStrength.NoAnswer);
        }

        if (mail.Mail.Headers.Contains("List-Unsubscribe") || mail.Mail.Headers.Contains("List-Unsubscribe-Post"))
        {
            signs.Add("list-unsubscribe", MachineSignStrength.NoAnswer);
        }
        else if (list.Id is null)
        {
            signs.Add("list", MachineSignStrength.NoAnswer);
        }
    }
}
