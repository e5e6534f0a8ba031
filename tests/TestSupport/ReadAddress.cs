namespace TestSupport;

/// <summary>One address as another reader sees it.</summary>
public sealed record ReadAddress(string? Name, string Address);
