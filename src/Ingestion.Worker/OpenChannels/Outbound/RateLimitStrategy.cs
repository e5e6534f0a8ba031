using Polly;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Lets a request go only when the provider allows it now; it does not wait.</summary>
internal sealed class RateLimitStrategy(RateLimits limits) : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var request = OutboundRequest.Of(context);
        if (limits.WaitOfScope(request) is var own && own > TimeSpan.Zero)
        {
            return Outcome.FromException<HttpResponseMessage>(Faults.TooManyForOne(own));
        }

        var wait = limits.Take(request);
        if (wait > TimeSpan.Zero)
        {
            return Outcome.FromException<HttpResponseMessage>(Faults.TooMany(wait));
        }

        var outcome = await callback(context, state);
        if (outcome.Result is { } response)
        {
            limits.Heed(request, response);
        }
        else if (outcome.Exception is { } fault && OutboundRequest.NeverLeft(fault))
        {
            limits.GiveBack(request);
        }

        return outcome;
    }
}
