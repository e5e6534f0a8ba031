namespace Ingestion.Mail.Imap;

/// <summary>A piece of a message.</summary>
/// <param name="Bytes">What the server gave from the asked position on: fewer bytes than asked at the end, none behind it.</param>
/// <param name="Size">RFC822.SIZE of the whole message, or null when the server did not give it. Some servers estimate it.</param>
/// <param name="InternalDate">When the message reached the mailbox, or null.</param>
public sealed record ImapPart(byte[] Bytes, long? Size, DateTimeOffset? InternalDate);
