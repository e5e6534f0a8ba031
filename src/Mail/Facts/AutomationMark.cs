namespace Ingestion.Mail.Facts;

/// <summary>A field that only machines write.</summary>
/// <param name="Field">As written.</param>
public sealed record AutomationMark(string Field, AutomationKind Kind);
