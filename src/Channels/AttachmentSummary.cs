namespace Ingestion.Channels;

/// <summary>An attachment as declared by the sender.</summary>
/// <param name="FileName">Cleaned of paths and control characters; null when none was given.</param>
/// <param name="MediaType">The declared type, lower case.</param>
/// <param name="Size">Decoded bytes, or as near as is known.</param>
public sealed record AttachmentSummary(string? FileName, string MediaType, long Size);
