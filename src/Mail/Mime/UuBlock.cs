namespace Ingestion.Mail.Mime;

/// <summary>An encoded file inside a text.</summary>
internal readonly record struct UuBlock(int Start, int Length, string FileName);
