namespace Ingestion.Classifier.Sensitive;

/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first character in the text.</param>
/// <param name="Length">Characters up to its last digit or letter, spaces and dashes within it included.</param>
public readonly record struct SensitiveNumber(SensitiveKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
