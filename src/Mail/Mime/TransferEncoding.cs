namespace Ingestion.Mail.Mime;

/// <summary>How a body was made fit for transfer (RFC 2045 §6).</summary>
public enum TransferEncoding
{
    /// <summary>7bit, 8bit, binary, or not declared.</summary>
    None,

    Base64,

    QuotedPrintable,

    /// <summary>Of old programs; in no RFC.</summary>
    UuEncode,

    /// <summary>A word that nobody knows: the body stays as it is.</summary>
    Unknown,
}
