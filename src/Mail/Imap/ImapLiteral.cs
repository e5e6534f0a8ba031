namespace Ingestion.Mail.Imap;

/// <summary>A literal of a response: where its <c>{n}</c> stands in the line, and its bytes unless they were too many.</summary>
internal readonly record struct ImapLiteral(int Position, long Length, byte[]? Bytes);
