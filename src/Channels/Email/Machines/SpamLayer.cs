using Ingestion.Mail.Facts;

namespace Ingestion.Channels.Email.Machines;

/// <summary>A filter on the way calls it spam. Filters err, so a person may look and answer all the same.</summary>
internal sealed class SpamLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        if (SpamVerdict.Of(mail.Mail.Headers).Any(verdict => verdict.IsSpam == true))
        {
            signs.Add("spam", MachineSignStrength.Doubt);
        }
    }
}
