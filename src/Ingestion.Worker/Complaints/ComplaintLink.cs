namespace Ingestion.Worker.Complaints;

/// <summary>What two complaints are to each other, or were taken for.</summary>
internal sealed record ComplaintLink
{
    /// <summary>The later one.</summary>
    public long ComplaintId { get; init; }

    public long OtherId { get; init; }

    /// <summary>One of <see cref="ComplaintLinkKinds"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What the evidence weighed; null where nothing was weighed.</summary>
    public float? Score { get; init; }

    /// <summary>JSON, as the ledger's.</summary>
    public string Reasons { get; init; } = "[]";

    public string MadeBy { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public string? UndoneBy { get; init; }

    /// <summary>Null while the link holds.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>The other side, seen from one.</summary>
    public long From(long complaint) => complaint == ComplaintId ? OtherId : ComplaintId;
}
