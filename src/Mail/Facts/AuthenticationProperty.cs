namespace Ingestion.Mail.Facts;

/// <summary>What a check was about: <c>header.d=example.org</c>.</summary>
/// <param name="Type"><c>smtp</c>, <c>header</c>, <c>body</c>, <c>policy</c>; lower case.</param>
/// <param name="Name">Lower case.</param>
public sealed record AuthenticationProperty(string Type, string Name, string Value);
