namespace Ingestion.Channels;

/// <summary>A message out of the inbox, as a reader gets it.</summary>
public sealed record AcceptedMessage
{
    /// <summary>The inbox's own id.</summary>
    public required long Id { get; init; }

    public required string Channel { get; init; }

    /// <inheritdoc cref="OfferedMessage.ExternalId"/>
    public required string ExternalId { get; init; }

    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>When the inbox committed it: the time that promises count from.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <inheritdoc cref="OfferedMessage.ArrivedAt"/>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <inheritdoc cref="OfferedMessage.Context"/>
    public string? Context { get; init; }
}
