namespace Ingestion.Mail.Mime;

/// <summary>
/// How much of a message is looked at. What lies beyond a limit is left out and named in <see cref="MimeMessage.Problems"/>; nothing throws.
/// </summary>
public sealed record MimeLimits
{
    public static MimeLimits Default { get; } = new();

    /// <summary>Multiparts and forwarded messages inside each other.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Parts in the whole message, the multiparts themselves included.</summary>
    public int MaxParts { get; init; } = 1_000;

    /// <summary>Header fields kept for one part.</summary>
    public int MaxHeaders { get; init; } = 5_000;

    /// <summary>Bytes of header fields kept for one part.</summary>
    public int MaxHeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Header fields kept for all parts together.</summary>
    public int MaxTotalHeaders { get; init; } = 20_000;

    /// <summary>Bytes of header fields kept for all parts together.</summary>
    public int MaxTotalHeaderBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Decoded bytes of all parts that make up the text.</summary>
    public int MaxTextBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Decoded bytes of a forwarded message that was encoded as a whole, and bytes of a message whose lines end in CR alone.</summary>
    public int MaxDecodedBytes { get; init; } = 8 * 1024 * 1024;
}
