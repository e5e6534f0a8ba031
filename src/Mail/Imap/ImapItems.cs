namespace Ingestion.Mail.Imap;

/// <summary>What a FETCH asks for. The UID always comes with it; nothing here sets <c>\Seen</c>.</summary>
[Flags]
public enum ImapItems
{
    None = 0,

    /// <summary>RFC822.SIZE</summary>
    Size = 1,

    /// <summary>INTERNALDATE: when the message reached the mailbox.</summary>
    InternalDate = 2,

    Flags = 4,

    /// <summary>BODY.PEEK[]: the whole message.</summary>
    Body = 8,

    /// <summary>BODY.PEEK[HEADER]; not together with <see cref="Body"/>.</summary>
    Header = 16,
}
