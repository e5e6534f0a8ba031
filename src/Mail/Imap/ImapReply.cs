using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>The tagged answer to a command.</summary>
/// <param name="Status">OK, NO or BAD.</param>
/// <param name="Code">The response code without brackets, upper case, or null: <c>TRYCREATE</c>.</param>
/// <param name="CodeArgument">What follows the code inside the brackets, or null.</param>
/// <param name="Text">The server's words for people: printable, at most 200 characters.</param>
public sealed record ImapReply(ImapReplyStatus Status, string? Code, string? CodeArgument, string Text)
{
    public bool IsOk => Status == ImapReplyStatus.Ok;

    /// <summary>The server cannot now, and says nothing against the command itself (RFC 5530).</summary>
    public bool IsPassing => !IsOk && Code is "UNAVAILABLE" or "INUSE" or "LIMIT" or "THROTTLED";

    /// <summary>Throws unless the command succeeded.</summary>
    /// <param name="command">What was tried, for operators: <c>SELECT</c>.</param>
    public ImapReply OrThrow(string command) => IsOk
        ? this
        : throw new ImapException(
            IsPassing ? MailFault.Unavailable : MailFault.Refused,
            $"the server refused {command}: {(Code is null ? Text : $"[{Code}] {Text}")}",
            Code);
}
