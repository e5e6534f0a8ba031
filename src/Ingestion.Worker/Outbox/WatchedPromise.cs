using Ingestion.Channels;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Outbox;

/// <summary>An acknowledgement whose time to be looked at has come, with the one that stands in for it.</summary>
internal sealed record WatchedPromise
{
    public long Id { get; init; }

    public long ComplaintId { get; init; }

    public string Channel { get; init; } = "";

    public string RecipientKind { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string State { get; init; } = "";

    public string? LastReason { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? AlarmedAt { get; init; }

    public DateTimeOffset? BreachedAt { get; init; }

    /// <summary>0 when a fallback was looked for and there is none.</summary>
    public long? FallbackId { get; init; }

    public string? FallbackState { get; init; }

    public DateTimeOffset? FallbackFinishedAt { get; init; }

    public ContactPoint Point => new(ContactRows.Kind(RecipientKind), Recipient);
}
