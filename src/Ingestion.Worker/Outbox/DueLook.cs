using Ingestion.Channels;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Outbox;

/// <summary>A row of the outbox whose time to be looked at has come.</summary>
internal sealed record DueLook
{
    public long Id { get; init; }

    /// <summary>What it stands in for.</summary>
    public long? FallbackOf { get; init; }

    public long ComplaintId { get; init; }

    public string RecipientKind { get; init; } = "";

    public string Recipient { get; init; } = "";

    public ContactPoint Point => new(ContactRows.Kind(RecipientKind), Recipient);
}
