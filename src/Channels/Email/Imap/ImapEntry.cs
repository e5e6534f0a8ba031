namespace Ingestion.Channels.Email.Imap;

/// <summary>A listed message.</summary>
/// <param name="Uid">Its UID.</param>
/// <param name="Size">RFC822.SIZE, or 0 when the server did not give it.</param>
internal readonly record struct ImapEntry(uint Uid, long Size);
