using Polly.CircuitBreaker;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Leaves a provider alone that fails again and again, and asks with one request whether it is well again.</summary>
internal static class Breaker
{
    public static CircuitBreakerStrategyOptions<HttpResponseMessage> Options(string channel, OutboundOptions options, ILogger logger)
    {
        var state = new CircuitBreakerStateProvider();
        return new()
        {
            Name = "breaker",
            FailureRatio = options.FaultShare,
            MinimumThroughput = options.FewestRequests,
            SamplingDuration = options.Observed,
            BreakDurationGenerator = arguments => ValueTask.FromResult(BreakOf(options, arguments.HalfOpenAttempts)),
            StateProvider = state,

            // Who gives up waiting (a long poll that is not needed any more) says nothing about the provider, but no probe is passed by it.
            ShouldHandle = arguments => ValueTask.FromResult(
                OutboundRequest.IsFault(arguments.Outcome)
                || (arguments.Outcome.Exception is OperationCanceledException && state.CircuitState == CircuitState.HalfOpen)),
            OnOpened = arguments =>
            {
                OutboundLog.Opened(logger, channel, arguments.BreakDuration.TotalSeconds);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                OutboundLog.Closed(logger, channel);
                return ValueTask.CompletedTask;
            },
        };
    }

    private static TimeSpan BreakOf(OutboundOptions options, int failedProbes) => TimeSpan.FromSeconds(
        Math.Min(options.LongestBreak.TotalSeconds, options.FirstBreak.TotalSeconds * Math.Pow(2, Math.Min(failedProbes, 10))));
}
