using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>A session could not be opened, because of what the server replied. See <see cref="MailFault"/> for the codes.</summary>
public sealed class SmtpException : MailException
{
    public SmtpException(string code, string message, SmtpResult result)
        : base(code, message) => Result = result;

    /// <summary>What it means for a message that was to be sent.</summary>
    public SmtpResult Result { get; }
}
