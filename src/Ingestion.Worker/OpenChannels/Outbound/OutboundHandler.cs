using Ingestion.Channels;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Sends a channel's requests through its pipeline and says in the contract's words what stopped one.</summary>
internal sealed class OutboundHandler(ResiliencePipeline<HttpResponseMessage> pipeline, HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Without a body .NET itself sends a request once more when a kept connection breaks under it, whatever the method.
        if (request.Content is null && !OutboundRequest.IsRepeatable(request))
        {
            request.Content = new ByteArrayContent([]);
        }

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        OutboundRequest.Keep(context, request);
        try
        {
            return await pipeline.ExecuteAsync(static (context, self) => self.TransportAsync(context), context, this);
        }
        catch (BrokenCircuitException open)
        {
            throw Faults.Open(open.RetryAfter);
        }
        catch (TimeoutRejectedException late)
        {
            throw Faults.NotAnswered(late);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<HttpResponseMessage> TransportAsync(ResilienceContext context)
    {
        try
        {
            var request = OutboundRequest.Of(context);
            EachTry.Begin(request);
            return await base.SendAsync(request, context.CancellationToken);
        }
        catch (OperationCanceledException late) when (!context.CancellationToken.IsCancellationRequested)
        {
            // Nobody cancelled: the one time-out inside the transport is that of connecting.
            throw Faults.NotConnected(late);
        }
    }
}
