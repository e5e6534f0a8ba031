using System.Globalization;

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

    public string Kind { get; init; } = "";

    public string Language { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Until when an answer was promised.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>When the status was said; null while nobody has.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>What was said with it to the customer; null when nothing.</summary>
    public string? StatusText { get; init; }

    /// <summary><see cref="ExpectedOn"/> as the stores write it.</summary>
    public string? Expected { get; init; }

    /// <summary>When an end is expected.</summary>
    public DateOnly? ExpectedOn => Expected is null ? null : DateOnly.ParseExact(Expected, "yyyy-MM-dd", CultureInfo.InvariantCulture);

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

    /// <summary>Whether it is this person's, or the one by which it was found was.</summary>
    public bool IsOf(long? person) => person is not null && (person == PersonId || person == PredecessorPersonId);
}
