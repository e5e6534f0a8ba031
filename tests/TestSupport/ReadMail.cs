namespace TestSupport;

/// <summary>What a program of <c>ops/readers</c> says of one mail; see the head of <c>read-mails.py</c>.</summary>
public sealed record ReadMail
{
    public required string File { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<ReadAddress> From { get; init; } = [];

    public IReadOnlyList<ReadAddress> To { get; init; } = [];

    public IReadOnlyList<ReadAddress> Cc { get; init; } = [];

    public IReadOnlyList<ReadAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<ReadAddress> Sender { get; init; } = [];

    public string? MessageId { get; init; }

    /// <summary>UTC: <c>2026-11-21T06:00:00Z</c>.</summary>
    public string? Date { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<ReadAttachment> Attachments { get; init; } = [];

    public string? Error { get; init; }
}
