namespace Ingestion.Mail.Mime;

/// <summary>Where one field lies in the raw bytes.</summary>
internal readonly record struct HeaderSlot(int Start, int Length, int NameLength, int ValueOffset);
