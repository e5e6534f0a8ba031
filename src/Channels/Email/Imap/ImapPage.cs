using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>What became of the entries of one page, in their order.</summary>
/// <param name="Messages">Read whole.</param>
/// <param name="Holes">Not readable.</param>
/// <param name="Settled">How many entries from the first on are in one of the two; fewer than asked when the connection broke.</param>
/// <param name="Fault">Why the page ended early, or null.</param>
internal sealed record ImapPage(IReadOnlyList<OfferedMessage> Messages, IReadOnlyList<MessageHole> Holes, int Settled, MailException? Fault);
