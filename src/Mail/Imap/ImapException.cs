using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>An IMAP server answered, and the answer ends what was wanted. See <see cref="MailFault"/> for the codes.</summary>
public sealed class ImapException : MailException
{
    public ImapException(string code, string message, string? responseCode = null, Exception? inner = null)
        : base(code, message, inner) => ResponseCode = responseCode;

    /// <summary>The server's response code without brackets (RFC 5530): <c>AUTHENTICATIONFAILED</c>, <c>TRYCREATE</c>; or null.</summary>
    public string? ResponseCode { get; }
}
