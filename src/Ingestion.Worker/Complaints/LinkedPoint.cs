using Ingestion.Channels;

namespace Ingestion.Worker.Complaints;

/// <summary>A contact point with the contact that it is, and the person that it belongs to.</summary>
internal sealed record LinkedPoint
{
    public string Kind { get; init; } = "";

    public string Value { get; init; } = "";

    public long ContactId { get; init; }

    /// <summary>Null while it is linked to nothing.</summary>
    public long? LinkedTo { get; init; }

    public DateTimeOffset? OptedOutAt { get; init; }

    public bool IsVip { get; init; }

    public long PersonId => LinkedTo ?? ContactId;

    public ContactPoint Point => new(ContactRows.Kind(Kind), Value);
}
