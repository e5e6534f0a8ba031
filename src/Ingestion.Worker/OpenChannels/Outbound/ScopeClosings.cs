namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Recipients for whom a provider wants no request for a while. Its owner locks.</summary>
internal sealed class ScopeClosings(TimeProvider time)
{
    /// <summary>More are not remembered at once: those that are over go first.</summary>
    private const int Most = 10_000;

    private readonly Dictionary<string, Closing> _closings = new(StringComparer.Ordinal);

    public TimeSpan Left(string? scope) => scope is not null && _closings.TryGetValue(scope, out var closing) ? closing.Left : TimeSpan.Zero;

    public Closing Of(string scope)
    {
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
    public void Welcome(string scope) => _closings.Remove(scope);
}
