namespace Ingestion.Worker.Complaints;

/// <summary>A later version of a message of a complaint, about to be recorded.</summary>
internal sealed record Revision
{
    /// <summary>The complaint as it was before.</summary>
    public required KnownComplaint Complaint { get; init; }

    /// <summary>The message that came first.</summary>
    public required long FirstId { get; init; }

    /// <summary>2, 3, 4 … in the order in which versions came.</summary>
    public required int Version { get; init; }

    public required bool IsWithdrawn { get; init; }

    /// <summary>False for a version that came after one written later.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>The version that counted until now.</summary>
    public required long SupersededId { get; init; }

    /// <summary>The complaint that people work on: the same one, or its successor where an operator put it into another. As it was before.</summary>
    public required KnownComplaint GoesOn { get; init; }

    /// <summary>The new points of the one that goes on, where this version is more urgent than that one was.</summary>
    public int? RaisedTo { get; init; }

    /// <summary>The complaints that it changes, each with its new points where they rise: the one it stands in, and the one that goes on where that one becomes more urgent.</summary>
    public IReadOnlyList<(KnownComplaint Complaint, int? RaisedTo)> Changes => GoesOn.Id == Complaint.Id
        ? [(Complaint, RaisedTo)]
        : RaisedTo is null ? [(Complaint, null)] : [(Complaint, null), (GoesOn, RaisedTo)];

    /// <summary>As a word of the pool.</summary>
    public string Kind => IsWithdrawn ? "withdrawn" : "edited";
}
