namespace Ingestion.Channels;

/// <summary>An attachment as declared by the sender.</summary>
/// <param name="FileName">Cleaned of paths and control characters; null when none was given.</param>
/// <param name="MediaType">The declared type, lower case; <c>application/octet-stream</c> when none was given.</param>
/// <param name="Size">Decoded bytes, or as near as is known; null when nothing says.</param>
public sealed record AttachmentSummary(string? FileName, string MediaType, long? Size)
{
    /// <summary>
    /// Where the channel's <see cref="IAttachmentSource"/> finds the bytes: a part's number, a URL or a file id at the provider; at most 4,000
    /// characters, no secret in it. Null: they can never be had, the attachment stays withheld.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The type that the first bytes show, where they are at hand and show one: lower case.</summary>
    public string? SniffedType { get; init; }
}
