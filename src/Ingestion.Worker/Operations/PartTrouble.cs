namespace Ingestion.Worker.Operations;

/// <summary>A part of this process that does not do its work, while the others do.</summary>
/// <param name="Part">Which: <c>attachments</c>.</param>
/// <param name="Code">Short and stable: <c>full</c>.</param>
/// <param name="Since">When it was first seen.</param>
internal sealed record PartTrouble(string Part, string Code, DateTimeOffset Since);
