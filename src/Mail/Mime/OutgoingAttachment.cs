namespace Ingestion.Mail.Mime;

/// <summary>Something attached to an <see cref="OutgoingMail"/>.</summary>
/// <param name="FileName">Cleaned as names of received files are; <c>attachment</c> when nothing is left.</param>
/// <param name="MediaType">What is no media type, and types that must not be encoded (<c>message/</c>, <c>multipart/</c>), become <c>application/octet-stream</c>.</param>
/// <param name="Content">The bytes, which arrive unchanged.</param>
public sealed record OutgoingAttachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content);
