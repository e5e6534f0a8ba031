namespace Ingestion.Channels;

/// <summary>One message as a provider gave it, before anybody has looked into it.</summary>
public sealed record OfferedMessage
{
    /// <summary>The provider's id, unique in the channel and the same at every redelivery; at most 500 characters.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The bytes as received. Kept unchanged for as long as the retention allows.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>When it reached the provider (IMAP INTERNALDATE, a signed timestamp), when that is known. Never the sender's own claim.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>
    /// What the bytes do not say and the reader needs, as short <c>name=value</c> pairs joined by <c>;</c>: <c>oversize=73400320</c>.
    /// </summary>
    public string? Context { get; init; }
}
