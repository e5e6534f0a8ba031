namespace Ingestion.Channels;

/// <summary>The regions whose home spellings are read.</summary>
internal static class PhonePlans
{
    private static readonly PhonePlan[] All =
    [
        new("AE", "971", "0", 8, 9),
        new("AZ", "994", "0", 9, 9) { FormerTrunk = "8" },
        new("CA", "1", "1", 10, 10, "23456789"),
        new("DE", "49", "0", 5, 11),
        new("FR", "33", "0", 9, 9),
        new("GB", "44", "0", 9, 10),
        new("GE", "995", "0", 9, 9),
        new("IR", "98", "0", 10, 10),
        new("KZ", "7", "8", 10, 10),
        new("NL", "31", "0", 9, 9),
        new("RU", "7", "8", 10, 10),
        new("TR", "90", "0", 10, 10, "23456789"),
        new("UA", "380", "0", 9, 9),
        new("US", "1", "1", 10, 10, "23456789"),
    ];

    /// <summary>Of an ISO 3166-1 code in capitals; null when its home spellings are not known.</summary>
    public static PhonePlan? Of(string region) => Array.Find(All, plan => string.Equals(plan.Region, region, StringComparison.Ordinal));

    /// <summary>By the digits after the plus sign; null for countries whose plan is not known here: their numbers are taken as they are.</summary>
    public static PhonePlan? OfNumber(string digits) => Array.Find(All, plan => digits.StartsWith(plan.CountryCode, StringComparison.Ordinal));
}
