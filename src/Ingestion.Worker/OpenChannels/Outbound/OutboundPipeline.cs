using Ingestion.Channels;
using Polly;
using Polly.Timeout;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>The way of a channel's requests to its provider: what happens to each, in order, from the outside in.</summary>
internal static class OutboundPipeline
{
    public static ResiliencePipeline<HttpResponseMessage> Build(
        string channel, ProviderLimits limits, OutboundOptions options, TimeProvider time, Func<double> random, ILogger logger) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { Name = channel, TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = limits.AnswerWithin + options.Beyond, Name = "call" })
            .AddRetry(Repetition.Options(options, time, random))
            .AddStrategy(_ => new RateLimitStrategy(new RateLimits(limits, options, time, random)), new UnnamedOptions())
            .AddCircuitBreaker(Breaker.Options(channel, options, logger))
            .AddStrategy(_ => new AnswerStrategy(options, time), new UnnamedOptions())
            .AddTimeout(new TimeoutStrategyOptions { Timeout = limits.AnswerWithin, Name = "request" })
            .Build();

    private sealed class UnnamedOptions : ResilienceStrategyOptions;
}
