namespace Ingestion.Mail.Mime;

/// <summary>Something attached, described. The bytes are decoded when they are asked for (<see cref="MimePart.CopyTo"/>).</summary>
/// <param name="FileName">Cleaned; null when none was given.</param>
/// <param name="MediaType">As declared, lower case.</param>
/// <param name="Size">Decoded bytes, or as near as is known without decoding.</param>
/// <param name="IsInline">Shown inside the text (a picture of the HTML part), perhaps a logo only.</param>
/// <param name="Part">Where it lies.</param>
public sealed record MailAttachment(string? FileName, string MediaType, long Size, bool IsInline, MimePart Part)
{
    /// <inheritdoc cref="MimePart.SniffedType"/>
    public string? SniffedType => Part.SniffedType;
}
