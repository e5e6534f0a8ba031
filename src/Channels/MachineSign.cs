namespace Ingestion.Channels;

/// <summary>A sign that a message was not written by a person, or must not be answered.</summary>
/// <param name="Code">Short and stable: <c>auto-submitted</c>, <c>list-id</c>, <c>null-sender</c>, <c>subject-out-of-office</c>.</param>
/// <param name="Strength">What it means alone.</param>
public sealed record MachineSign(string Code, MachineSignStrength Strength);
