namespace Ingestion.Worker.Attachments;

/// <summary>A file that is safe on the disk.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits: its name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="SniffedType">The type that the first bytes show, or null.</param>
internal sealed record StoredFile(string Sha256, long Size, string? SniffedType);
