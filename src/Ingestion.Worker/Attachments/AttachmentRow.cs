namespace Ingestion.Worker.Attachments;

/// <summary>An attachment as it is leased.</summary>
internal sealed record AttachmentRow
{
    public long MessageId { get; init; }

    public int Number { get; init; }

    public string SourceKey { get; init; } = "";

    public int Tries { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
