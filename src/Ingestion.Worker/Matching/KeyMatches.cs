namespace Ingestion.Worker.Matching;

/// <summary>
/// Whom a message is compared with, of all that it shares a key or a number with: however large the pool is, the few that share the most. What is alike shares
/// several keys; a key alone is shared by chance, the more often the more there are.
/// </summary>
internal sealed class KeyMatches
{
    /// <summary>So many are compared. More find nothing more, see docs/matching.md.</summary>
    public const int Most = 16;

    // A number says more than any key.
    private const int Number = 100;

    private readonly Dictionary<long, int> shared = [];

    /// <summary>The message shares one more key with this one.</summary>
    public void AddKey(long id) => shared[id] = shared.GetValueOrDefault(id) + 1;

    /// <summary>The message shares one more number with this one.</summary>
    public void AddNumber(long id) => shared[id] = shared.GetValueOrDefault(id) + Number;

    /// <summary>Those that share the most, of equal ones the latest; in no order.</summary>
    public IEnumerable<long> Best(int most = Most) => shared.Count <= most
        ? shared.Keys
        : shared.OrderByDescending(each => each.Value).ThenByDescending(each => each.Key).Take(most).Select(each => each.Key);
}
