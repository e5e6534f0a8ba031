using Polly.CircuitBreaker;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Leaves a provider alone that fails again and again, and asks with one request whether it is well again.</summary>
internal static class Breaker
{
    public static CircuitBreakerStrategyOptions<HttpResponseMessage> Options(string channel, OutboundOptions options, ILogger logger) => new()
    {
        Name = "breaker",
        FailureRatio = options.FaultShare,
        MinimumThroughput = options.FewestRequests,
        SamplingDuration = options.Observed,
        BreakDurationGenerator = arguments => ValueTask.FromResult(BreakOf(options, arguments.HalfOpenAttempts)),
        ShouldHandle = arguments => ValueTask.FromResult(OutboundRequest.IsFault(arguments.Outcome)),
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

    private static TimeSpan BreakOf(OutboundOptions options, int failedProbes) => TimeSpan.FromSeconds(
        Math.Min(options.LongestBreak.TotalSeconds, options.FirstBreak.TotalSeconds * Math.Pow(2, Math.Min(failedProbes, 10))));
}
