namespace Ingestion.Worker.Inbox;

/// <summary>A message whose content is to go.</summary>
internal sealed record ErasableMessage
{
    public long Id { get; init; }

    public string Channel { get; init; } = "";

    /// <summary>The provider's id.</summary>
    public string ExternalId { get; init; } = "";

    public long Bytes { get; init; }

    /// <summary>Null when it is not decided yet.</summary>
    public string? Outcome { get; init; }

    public long? ComplaintId { get; init; }
}
