namespace Ingestion.Worker.Complaints;

/// <summary>How far a complaint is, as words of the pool.</summary>
internal static class ComplaintStatuses
{
    public const string Received = "received";

    /// <summary>In the order in which a matter goes.</summary>
    public static IReadOnlyList<string> All { get; } = [Received, "in-progress", WaitingForCustomer, "resolved", "rejected", "closed"];

    /// <summary>The next word is the customer's: no answer of ours is due meanwhile.</summary>
    public const string WaitingForCustomer = "waiting-for-customer";

    /// <summary>Nobody works on it any more.</summary>
    public static bool IsOver(string status) => status is "resolved" or "rejected" or "closed";

    /// <summary>Until when a customer may be told to expect our answer: as promised, while that is to come and the next word is ours; else null.</summary>
    public static DateTimeOffset? AnswerBy(string status, DateTimeOffset? promised, DateTimeOffset now) =>
        IsOver(status) || status == WaitingForCustomer || promised <= now ? null : promised;
}
