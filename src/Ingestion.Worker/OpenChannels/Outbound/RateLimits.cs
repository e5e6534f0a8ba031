using System.Net;
using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>What a channel's provider allows now: its declared budgets, and what it asked for in its answers. Thread-safe.</summary>
internal sealed class RateLimits(ProviderLimits limits, OutboundOptions options, TimeProvider time, Func<double> random)
{
    private readonly Lock _lock = new();
    private readonly BudgetWindow[] _budgets = [.. limits.Budgets.Select(budget => new BudgetWindow(budget, time))];
    private readonly Closing _channel = new(time);
    private readonly ScopeClosings _scopes = new(time);

    /// <summary>How long what the request is for has to wait by itself; zero where nothing but the channel counts.</summary>
    public TimeSpan WaitOfScope(HttpRequestMessage request)
    {
        lock (_lock)
        {
            return _scopes.Left(RateScope.Of(request));
        }
    }

    /// <summary>Takes one request out of every budget that it falls under; or takes none and says how long to wait.</summary>
    public TimeSpan Take(HttpRequestMessage request)
    {
        lock (_lock)
        {
            var wait = _channel.Left;
            foreach (var budget in Fitting(request))
            {
                var left = budget.Wait();
                wait = left > wait ? left : wait;
            }

            if (wait == TimeSpan.Zero)
            {
                foreach (var budget in Fitting(request))
                {
                    budget.Take();
                }
            }

            return wait;
        }
    }

    /// <summary>The request did not reach the provider.</summary>
    public void GiveBack(HttpRequestMessage request)
    {
        lock (_lock)
        {
            foreach (var budget in Fitting(request))
            {
                budget.GiveBack();
            }
        }
    }

    /// <summary>
    /// Heeds what the answer asks for and shows it as its Retry-After. Too many requests close what the request is for where it says so
    /// (<see cref="RateScope"/>), until several in turn were refused; else the budgets of that path, and without one the whole channel; a fault of the provider
    /// with a time closes the channel.
    /// </summary>
    public void Heed(HttpRequestMessage request, HttpResponseMessage response)
    {
        var tooMany = response.StatusCode == HttpStatusCode.TooManyRequests;
        var asked = tooMany || response.StatusCode >= HttpStatusCode.InternalServerError ? AskedWait.Of(response, limits.ResetHeader, time) : null;
        lock (_lock)
        {
            Closing[] closings = tooMany && RateScope.Of(request) is { } refused ? ClosingsFor(request, _scopes.Refuse(refused))
                : tooMany || response.IsSuccessStatusCode ? ClosingsFor(request)
                : [_channel];
            if (tooMany || asked is not null)
            {
                var wait = asked ?? closings[^1].Guess(random());
                wait = wait < options.LongestClosing ? wait : options.LongestClosing;
                Array.ForEach(closings, closing => closing.Close(wait));
                AskedWait.Show(response, wait);
            }
            else if (response.IsSuccessStatusCode)
            {
                Array.ForEach(closings, closing => closing.Welcome());
                if (RateScope.Of(request) is { } scope)
                {
                    _scopes.Welcome(scope);
                }
            }
        }
    }

    private IEnumerable<BudgetWindow> Fitting(HttpRequestMessage request) => _budgets.Where(budget => budget.Fits(request));

    private Closing[] ClosingsFor(HttpRequestMessage request, Closing refused) => _scopes.IsForAll ? [refused, .. ClosingsFor(request)] : [refused];

    private Closing[] ClosingsFor(HttpRequestMessage request) =>
        Fitting(request).Where(budget => budget.IsPart).Select(budget => budget.Closing).ToArray() is { Length: > 0 } parts ? parts : [_channel];
}
