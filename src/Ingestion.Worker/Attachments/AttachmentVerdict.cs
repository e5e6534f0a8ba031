namespace Ingestion.Worker.Attachments;

/// <summary>What became of one try.</summary>
/// <param name="State">See <see cref="AttachmentState"/>.</param>
/// <param name="Reason">Short and stable; null when it is kept.</param>
/// <param name="Wait">Until the next try.</param>
/// <param name="File">What is kept.</param>
internal sealed record AttachmentVerdict(string State, string? Reason, TimeSpan Wait, StoredFile? File = null);
