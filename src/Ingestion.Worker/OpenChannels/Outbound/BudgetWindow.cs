using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>When the requests of one budget went out, as far back as its window reaches. Its owner locks.</summary>
internal sealed class BudgetWindow(RateBudget budget, TimeProvider time)
{
    private readonly List<long> _sent = [];
    private readonly HttpMethod? _method = budget.Method is null ? null : new HttpMethod(budget.Method);

    /// <summary>Whether the provider counts a part of its interface here, not all of it.</summary>
    public bool IsPart => budget.Path is not null;

    public Closing Closing { get; } = new(time);

    public bool Fits(HttpRequestMessage request) =>
        (_method is null || _method == request.Method)
        && (budget.Path is null || PathPattern.Fits(budget.Path, request.RequestUri!.AbsolutePath));

    /// <summary>How long until one more may go out; zero when it may now.</summary>
    public TimeSpan Wait()
    {
        var past = _sent.FindIndex(sent => time.GetElapsedTime(sent) < budget.Window);
        _sent.RemoveRange(0, past < 0 ? _sent.Count : past);
        var window = _sent.Count < budget.Requests ? TimeSpan.Zero : budget.Window - time.GetElapsedTime(_sent[^budget.Requests]);
        return window > Closing.Left ? window : Closing.Left;
    }

    public void Take() => _sent.Add(time.GetTimestamp());

    /// <summary>The request did not reach the provider after all.</summary>
    public void GiveBack()
    {
        if (_sent.Count > 0)
        {
            _sent.RemoveAt(_sent.Count - 1);
        }
    }
}
