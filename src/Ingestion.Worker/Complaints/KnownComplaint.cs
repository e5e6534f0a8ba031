namespace Ingestion.Worker.Complaints;

/// <summary>A complaint that a message may belong to.</summary>
internal sealed record KnownComplaint
{
    public long Id { get; init; }

    public string TrackingNumber { get; init; } = "";

    public long? ContactId { get; init; }

    /// <summary>Whom the contact is linked to; null while it is alone.</summary>
    public long? LinkedTo { get; init; }

    public long? PersonId => LinkedTo ?? ContactId;

    public string Status { get; init; } = "";

    public string Priority { get; init; } = "";

    /// <summary>Grows with every change; the next event carries it plus one.</summary>
    public int Version { get; init; }
}
