namespace Ingestion.Mail.Mime;

/// <summary>What was written when a body was decoded.</summary>
/// <param name="Bytes">Decoded bytes that the sink got.</param>
/// <param name="End">How it ended.</param>
public readonly record struct BodyCopy(long Bytes, BodyEnd End);
