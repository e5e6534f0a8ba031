namespace Ingestion.Worker.Complaints;

/// <summary>How far a complaint is, as words of the pool.</summary>
internal static class ComplaintStatuses
{
    public const string Received = "received";

    /// <summary>In the order in which a matter goes.</summary>
    public static IReadOnlyList<string> All { get; } = [Received, "in-progress", "waiting-for-customer", "resolved", "rejected", "closed"];

    /// <summary>Nobody works on it any more.</summary>
    public static bool IsOver(string status) => status is "resolved" or "rejected" or "closed";
}
