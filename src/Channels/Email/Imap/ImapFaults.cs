using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

internal static class ImapFaults
{
    public static ChannelFaultException ToChannelFault(this MailException fault) =>
        new(fault.Code, fault.Message, fault) { Permanent = fault.Code is MailFault.LoginRefused or MailFault.TokenRefused };
}
