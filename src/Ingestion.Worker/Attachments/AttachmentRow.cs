namespace Ingestion.Worker.Attachments;

/// <summary>An attachment as it is leased.</summary>
internal sealed record AttachmentRow
{
    public long MessageId { get; init; }

    public int Number { get; init; }

    public string SourceKey { get; init; } = "";

    public int Tries { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of the lease: every write names it.</summary>
    public long Fence { get; init; }

    /// <summary>Bytes of the message's other attachments that were kept when this one was leased.</summary>
    public long KeptOfMessage { get; init; }
}
