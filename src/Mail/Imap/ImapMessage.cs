namespace Ingestion.Mail.Imap;

/// <summary>One message as FETCH gave it; what was not asked for or not given is null.</summary>
public sealed class ImapMessage
{
    public uint Uid { get; internal set; }

    /// <summary>RFC822.SIZE in bytes. Some servers estimate it.</summary>
    public long? Size { get; internal set; }

    public DateTimeOffset? InternalDate { get; internal set; }

    public IReadOnlyList<string>? Flags { get; internal set; }

    /// <summary>
    /// The bytes of the body or header section: complete, or null when the server gave NIL or more than <see cref="ImapSettings.MaxLiteralBytes"/>.
    /// </summary>
    public byte[]? Content { get; internal set; }

    /// <summary>Bytes announced for the section: more than the limit when they were skipped, 0 for NIL.</summary>
    public long ContentLength { get; internal set; }

    internal ImapItems Present { get; set; }
}
