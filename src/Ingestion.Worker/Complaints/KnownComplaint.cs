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

    /// <summary>The complaint that an operator put this one into; null while it stands for itself.</summary>
    public long? MergedInto { get; init; }

    /// <summary>The person of the complaint by which this one was found as its successor; else null.</summary>
    public long? PredecessorPersonId { get; init; }

    public string Status { get; init; } = "";

    public string Priority { get; init; } = "";

    /// <summary>Grows with every change; the next event carries it plus one.</summary>
    public int Version { get; init; }

    /// <summary>Whether it is this person's, or the one by which it was found was.</summary>
    public bool IsOf(long? person) => person is not null && (person == PersonId || person == PredecessorPersonId);
}
