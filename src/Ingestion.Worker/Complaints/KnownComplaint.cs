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

    /// <summary>Conversations that the customer began about it: 1, and one more for each repeat contact.</summary>
    public int Contacts { get; init; } = 1;

    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>When its customer last came back to it although it was closed or old; null when never.</summary>
    public DateTimeOffset? CameBackAt { get; init; }

    /// <summary>Whoever works on complaints has ended this one.</summary>
    public bool IsClosed => Status is "resolved" or "rejected" or "closed";

    /// <summary>Grows with every change; the next event carries it plus one.</summary>
    public int Version { get; init; }
}
