namespace Ingestion.Classifier.Sensitive;

/// <summary>Says which sorts of numbers a text holds, never the numbers.</summary>
internal static class SensitiveReasons
{
    private const int Longest = TextReading.MaxCharacters;

    private static readonly ClassificationReason[] ByKind =
    [
        new("sensitive", "card"), new("sensitive", "iban"), new("sensitive", "turkish-id"), new("sensitive", "iranian-id"), new("sensitive", "azerbaijani-id"),
    ];

    public static void Add(string? text, ref ReasonList reasons)
    {
        var seen = 0;
        foreach (var number in SensitiveNumbers.Find(text.AsSpan(0, Math.Min(text?.Length ?? 0, Longest))))
        {
            if ((seen & (1 << (int)number.Kind)) == 0)
            {
                seen |= 1 << (int)number.Kind;
                reasons.Add(ByKind[(int)number.Kind]);
            }
        }
    }
}
