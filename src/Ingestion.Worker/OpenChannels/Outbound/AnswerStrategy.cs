using Polly;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>
/// Puts an answer's body under its limits. A request that may be repeated has its answer read here, so that one that breaks off, drips or is
/// too long counts as no answer: all of it or nothing.
/// </summary>
internal sealed class AnswerStrategy(OutboundOptions options, TimeProvider time) : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var outcome = await callback(context, state);
        if (outcome.Result is not { } response)
        {
            return outcome;
        }

        response.Content = new LimitedContent(response.Content, options.LargestAnswer, options.BodyWithin, time);
        if (!OutboundRequest.IsRepeatable(OutboundRequest.Of(context)))
        {
            return outcome;
        }

        try
        {
            await response.Content.LoadIntoBufferAsync(context.CancellationToken);
            return outcome;
        }
        catch (Exception fault)
        {
            response.Dispose();
            return Outcome.FromException<HttpResponseMessage>(fault);
        }
    }
}
