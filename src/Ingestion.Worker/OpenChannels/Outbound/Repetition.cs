using System.Net;
using Ingestion.Channels;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Which requests are sent again, and after how long. Nothing that may have delivered a message.</summary>
internal static class Repetition
{
    public static RetryStrategyOptions<HttpResponseMessage> Options(OutboundOptions options, TimeProvider time, Func<double> random) => new()
    {
        Name = "repetition",
        MaxRetryAttempts = options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.FirstWait,
        MaxDelay = options.LongestWait,
        Randomizer = random,
        ShouldHandle = arguments => ValueTask.FromResult(IsDue(OutboundRequest.Of(arguments.Context), arguments.Outcome, options.LongestWait, time)),
        DelayGenerator = arguments => ValueTask.FromResult(WaitOf(arguments.Outcome, time) is { } wait ? wait * (1 + (random() / 4)) : (TimeSpan?)null),
    };

    private static bool IsDue(HttpRequestMessage request, Outcome<HttpResponseMessage> outcome, TimeSpan longest, TimeProvider time)
    {
        if (WaitOf(outcome, time) > longest)
        {
            return false;
        }

        return outcome.Exception is { } fault
            ? IsDue(request, fault)
            : OutboundRequest.IsRepeatable(request) && outcome.Result?.StatusCode is
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
    }

    /// <summary>Not after a time-out: who hung that long will not be well in half a second.</summary>
    private static bool IsDue(HttpRequestMessage request, Exception fault) => fault switch
    {
        BrokenCircuitException => false,
        _ when OutboundRequest.NeverLeft(fault) => true,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => false,
        HttpRequestException or IOException => OutboundRequest.IsRepeatable(request),
        _ => false,
    };

    private static TimeSpan? WaitOf(Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome switch
    {
        { Exception: ChannelFaultException fault } => fault.RetryAfter,
        { Result: { } response } => AskedWait.Of(response, resetHeader: null, time),
        _ => null,
    };
}
