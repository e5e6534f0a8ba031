using System.Globalization;

namespace Ingestion.Worker.Complaints;

/// <summary>What a customer may know of their complaint: nothing that they wrote, no address.</summary>
internal sealed record FollowedComplaint
{
    public string TrackingNumber { get; init; } = "";

    public string Status { get; init; } = "";

    public string Language { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the status was said; null while nobody has.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary><see cref="ExpectedOn"/> as the stores write it.</summary>
    public string? Expected { get; init; }

    /// <summary>When an end is expected, as whoever works on it said.</summary>
    public DateOnly? ExpectedOn => Expected is null ? null : DateOnly.ParseExact(Expected, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What whoever works on it said to the customer with the status; null when nothing.</summary>
    public string? StatusText { get; init; }

    /// <summary>Until when an answer was promised.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Nothing that its customer gave is left: the rest is for statistics, not for whoever has an old link.</summary>
    public bool IsErased { get; init; }

    /// <summary>Nothing more is to come.</summary>
    public bool IsOver => ComplaintStatuses.IsOver(Status);
}
