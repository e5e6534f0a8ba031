namespace Ingestion.Mail.Mime;

/// <summary>What a message says and carries.</summary>
internal sealed record MessageContent(string Text, TextOrigin Origin, IReadOnlyList<MailAttachment> Attachments);
