namespace Ingestion.Classifier.Rules;

/// <summary>One word of a phrase.</summary>
/// <param name="Letters">As symbols; empty for any word.</param>
/// <param name="IsBeginning">Any ending may follow.</param>
/// <param name="IsNumber">A number of any length.</param>
internal sealed record RuleWord(byte[] Letters, bool IsBeginning = false, bool IsNumber = false)
{
    public bool IsAny => Letters.Length == 0;
}
