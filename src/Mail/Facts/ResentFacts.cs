using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>One passing on of a mail by a person (RFC 5322 §3.6.6).</summary>
public sealed record ResentFacts
{
    public IReadOnlyList<MailAddress> From { get; init; } = [];

    public MailAddress? Sender { get; init; }

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    public DateTimeOffset? At { get; init; }

    /// <summary>With angle brackets, or null.</summary>
    public string? MessageId { get; init; }
}
