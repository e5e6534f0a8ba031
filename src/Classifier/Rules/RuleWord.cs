namespace Ingestion.Classifier.Rules;

/// <summary>One word of a phrase.</summary>
/// <param name="Letters">As symbols; empty for any word. A digit stands for a number of any length.</param>
/// <param name="IsBeginning">Any ending may follow.</param>
internal sealed record RuleWord(byte[] Letters, bool IsBeginning = false)
{
    public bool IsAny => Letters.Length == 0;
}
