namespace Ingestion.Mail.Mime;

/// <summary>A mail to one recipient, as <see cref="MimeWriter"/> takes it.</summary>
public sealed record OutgoingMail
{
    public required MailAddress From { get; init; }

    public required MailAddress To { get; init; }

    public MailAddress? ReplyTo { get; init; }

    /// <summary>Line ends and control characters become spaces, runs of spaces one.</summary>
    public required string Subject { get; init; }

    /// <summary>The plain text; any line ends.</summary>
    public required string Text { get; init; }

    /// <summary>A whole HTML document that says the same, or null.</summary>
    public string? Html { get; init; }

    /// <summary>With angle brackets; see <see cref="MessageIds.IsValid"/>.</summary>
    public required string MessageId { get; init; }

    /// <summary>Left out when it is no valid id.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Invalid ids are left out; of long lists the first and the last twenty stay.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public required DateTimeOffset Date { get; init; }

    /// <summary>BCP 47; becomes Content-Language. Left out when it is no language tag.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// Further header fields, none of those that the writer makes itself. Names must be printable ASCII without a colon; values are cleaned
    /// and encoded like the subject.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];
}
