namespace TestSupport;

/// <summary>One attachment as another reader sees it.</summary>
/// <param name="Sha256">Of the decoded bytes, lower-case hexadecimal.</param>
public sealed record ReadAttachment(string? Name, string Type, long Bytes, string Sha256);
