using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email;

/// <summary>Signs that a mail comes from a machine.</summary>
internal static class MachineSignRules
{
    public static IReadOnlyList<MachineSign> Judge(MimeMessage mail, OwnAddresses own) => [];
}
