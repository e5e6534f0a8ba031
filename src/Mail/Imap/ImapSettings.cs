namespace Ingestion.Mail.Imap;

/// <summary>Limits of an IMAP client: nothing that a server sends is taken without one.</summary>
public sealed record ImapSettings
{
    /// <summary>The longest string that is taken; longer ones are read past. All strings of one answer together may be 16 MB more. Bytes.</summary>
    public int MaxLiteralBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>A string longer than this ends the connection, because reading past it would take too long. Bytes.</summary>
    public long MaxSkippedBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>The longest answer without its strings (a SEARCH result). Bytes.</summary>
    public int MaxLineBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Most strings in one answer.</summary>
    public int MaxLiterals { get; init; } = 1000;

    /// <summary>
    /// Most answers to one command, or between two messages of a FETCH, and most in one IDLE: a server that talks without end is left.
    /// </summary>
    public int MaxResponses { get; init; } = 100_000;

    /// <summary>Most UIDs in the answer to one SEARCH.</summary>
    public int MaxFound { get; init; } = 5_000_000;

    /// <summary>
    /// The end of one command whatever the server says meanwhile, and of each message of a FETCH. It ends a server that always sends just a
    /// little; a message of 25 MB needs 30 KB/s.
    /// </summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Receive buffer. Bytes.</summary>
    public int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>How long a server may take to end IDLE or to say goodbye before the connection counts as dead.</summary>
    public TimeSpan QuickTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The name given by ID (RFC 2971), which some providers demand before SELECT.</summary>
    public string ClientName { get; init; } = "ingestion-worker";
}
