using System.Collections.Concurrent;

namespace Ingestion.Worker.Operations;

/// <summary>
/// Whether this process should be given work: started, not stopping, and nothing that all work depends on is broken.
/// </summary>
internal sealed class Readiness
{
    private readonly ConcurrentDictionary<string, bool> _broken = new(StringComparer.Ordinal);
    private volatile bool _started;
    private volatile bool _stopping;

    public bool IsStopping => _stopping;

    public bool IsReady => _started && !_stopping && _broken.IsEmpty;

    public void Started() => _started = true;

    public void Stopping() => _stopping = true;

    /// <summary>Notes that a part is broken or whole again: <c>store</c>.</summary>
    public void Report(string part, bool whole)
    {
        if (whole)
        {
            _broken.TryRemove(part, out _);
        }
        else
        {
            _broken[part] = true;
        }
    }

    /// <summary>Short stable words, in order; empty when ready.</summary>
    public IReadOnlyList<string> Reasons()
    {
        var reasons = _broken.Keys.Order(StringComparer.Ordinal).ToList();
        if (_stopping)
        {
            reasons.Insert(0, "stopping");
        }
        else if (!_started)
        {
            reasons.Insert(0, "starting");
        }

        return reasons;
    }
}
