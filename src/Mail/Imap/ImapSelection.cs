using System.Globalization;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Collects what SELECT and EXAMINE tell of a mailbox.</summary>
internal sealed class ImapSelection
{
    private uint _validity;
    private uint? _next;
    private string[] _permanent = [];

    /// <summary>Takes in an untagged response; others are passed over.</summary>
    public void Read(string words)
    {
        switch (ImapStatusLine.Parse(words))
        {
            case { Code: "UIDVALIDITY", CodeArgument: { } argument }:
                _validity = Uid(argument) ?? 0;
                break;
            case { Code: "UIDNEXT", CodeArgument: { } argument }:
                _next = Uid(argument);
                break;
            case { Code: "PERMANENTFLAGS", CodeArgument: { } argument }:
                _permanent = argument.Trim('(', ')').Split(' ', StringSplitOptions.RemoveEmptyEntries);
                break;
            default:
                break;
        }
    }

    /// <summary>The mailbox; throws when the server gives it no UIDVALIDITY.</summary>
    public ImapMailbox ToMailbox(string name, int exists, bool readOnly) => _validity == 0
        ? throw new ImapException(MailFault.Protocol, "the server gives the folder no UIDVALIDITY: its messages have no stable ids")
        : new()
        {
            Name = name,
            UidValidity = _validity,
            UidNext = _next,
            Exists = exists,
            ReadOnly = readOnly,
            PermanentFlags = _permanent,
        };

    private static uint? Uid(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) && uid > 0 ? uid : null;
}
