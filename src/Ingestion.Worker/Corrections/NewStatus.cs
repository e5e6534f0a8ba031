using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Corrections;

/// <summary>What whoever works on a complaint says of it.</summary>
/// <param name="Number">The complaint.</param>
/// <param name="Status">One of <see cref="ComplaintStatuses.All"/>.</param>
internal sealed record NewStatus(TrackingNumber Number, string Status)
{
    /// <summary>When an end is expected; null for no such day.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>For the customer to read, at most <see cref="StatusChange.LongestText"/> characters; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>The customer is not told.</summary>
    public bool IsSilent { get; init; }
}
