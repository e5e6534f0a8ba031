namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Recipients for whom a provider wants no request for a while. Its owner locks.</summary>
internal sealed class ScopeClosings(TimeProvider time)
{
    /// <summary>More are not remembered at once: those that are over go first.</summary>
    private const int Most = 10_000;

    /// <summary>So many recipients refused with none served in between: it is not about them.</summary>
    private const int MostInTurn = 3;

    private readonly Dictionary<string, Closing> _closings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inTurn = new(StringComparer.Ordinal);

    /// <summary>The provider refuses whoever the request is for.</summary>
    public bool IsForAll => _inTurn.Count >= MostInTurn;

    public TimeSpan Left(string? scope) => scope is not null && _closings.TryGetValue(scope, out var closing) ? closing.Left : TimeSpan.Zero;

    /// <summary>What is to be closed for one that was refused.</summary>
    public Closing Refuse(string scope)
    {
        if (!IsForAll)
        {
            _inTurn.Add(scope);
        }

        if (_closings.TryGetValue(scope, out var known))
        {
            return known;
        }

        if (_closings.Count >= Most)
        {
            foreach (var (over, _) in _closings.Where(one => one.Value.Left == TimeSpan.Zero).ToArray())
            {
                _closings.Remove(over);
            }
        }

        var closing = new Closing(time);
        return _closings.Count < Most && _closings.TryAdd(scope, closing) ? closing : new Closing(time);
    }

    /// <summary>It takes requests again.</summary>
    public void Welcome(string scope)
    {
        _closings.Remove(scope);
        _inTurn.Clear();
    }
}
