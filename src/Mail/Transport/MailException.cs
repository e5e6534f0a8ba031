namespace Ingestion.Mail.Transport;

/// <summary>
/// A mail server cannot be used now. The message is one line for operators: it names server and reason, never a secret or mail.
/// </summary>
public class MailException : Exception
{
    public MailException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>One of <see cref="MailFault"/>.</summary>
    public string Code { get; }

    /// <summary>The connection was there and went away or fell silent: a new one may help at once.</summary>
    public bool IsBrokenLink => Code is MailFault.ConnectionLost or MailFault.ServerBye or MailFault.Timeout;
}
