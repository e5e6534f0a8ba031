namespace Ingestion.Worker.Settings;

/// <summary>For what answers are held back, as the words of <c>outbox list</c>, the ledger and the rules that release them.</summary>
internal static class HeldReasons
{
    /// <summary>Those of machines come on top: <c>machine-</c> and the sign's code.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "address-bounced", "address-budget-used", "country-budget-used", "domain-budget-used", "hourly-budget-used", "machine-hints", "names-matter-of-another", "network-budget-used",
        "spam-suspected", "spoofed-sender", "text-budget-used", "unverified-sender",
    ];

    /// <summary>For whoever named another.</summary>
    public static string Listed { get; } = string.Join(", ", All) + " and machine-… with a sign's code";

    public static bool IsKnown(string reason) => All.Contains(reason, StringComparer.Ordinal) || (reason.StartsWith("machine-", StringComparison.Ordinal) && reason.All(letter => char.IsAsciiLetterLower(letter) || letter == '-'));
}
