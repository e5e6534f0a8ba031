namespace Ingestion.Mail.Imap;

/// <summary>Limits of an IMAP client: nothing that a server sends is taken without one.</summary>
public sealed record ImapSettings
{
    /// <summary>The longest string that is taken; longer ones are read past. Bytes.</summary>
    public int MaxLiteralBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>A string longer than this ends the connection, because reading past it would take too long. Bytes.</summary>
    public long MaxSkippedBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>The longest answer without its strings (a SEARCH result). Bytes.</summary>
    public int MaxLineBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Most strings in one answer.</summary>
    public int MaxLiterals { get; init; } = 1000;

    /// <summary>Receive buffer. Bytes.</summary>
    public int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>How long a server may take to end IDLE or to say goodbye before the connection counts as dead.</summary>
    public TimeSpan QuickTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The name given by ID (RFC 2971), which some providers demand before SELECT.</summary>
    public string ClientName { get; init; } = "ingestion-worker";
}
