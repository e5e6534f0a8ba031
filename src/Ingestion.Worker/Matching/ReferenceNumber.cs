namespace Ingestion.Worker.Matching;

/// <summary>A number that was found in a text.</summary>
/// <param name="Value">Lower-case letters and Latin digits without separators; phones without their country and trunk prefix.</param>
internal readonly record struct ReferenceNumber(string Value, ReferenceSort Sort)
{
    /// <summary>
    /// How much it proves when two texts share it, 0 to 1: short numbers meet by chance, and a number that many complaints name (a call centre's) belongs to
    /// none of them.
    /// </summary>
    /// <param name="complaints">Other complaints in the pool that name it, without the one compared with; 0 when that is not known.</param>
    public float Rarity(int complaints)
    {
        var byLength = Value.Length switch { < 4 => 0f, 4 => 0.3f, 5 => 0.6f, 6 => 0.85f, _ => 1f };
        return complaints <= 2 ? byLength : byLength / (1 + MathF.Log2(complaints / 2f));
    }

    /// <summary>Never the value: numbers of customers end up in logs by accident.</summary>
    public override string ToString() => Sort.ToString();
}
