namespace Ingestion.Worker.Attachments;

/// <summary>What became of one try of a leased attachment.</summary>
/// <param name="Row">As it was leased.</param>
/// <param name="Verdict">What became of it.</param>
internal sealed record AttachmentEnd(AttachmentRow Row, AttachmentVerdict Verdict);
