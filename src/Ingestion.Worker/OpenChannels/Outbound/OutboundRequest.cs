using System.Net;
using Ingestion.Channels;
using Polly;
using Polly.CircuitBreaker;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>What is known of the request that goes through the pipeline, and what its outcomes mean.</summary>
internal static class OutboundRequest
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> Key = new("request");

    public static void Keep(ResilienceContext context, HttpRequestMessage request) => context.Properties.Set(Key, request);

    public static HttpRequestMessage Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    /// <summary>Sent twice it does the same as once (RFC 9110 §9.2.2), by the way providers use it.</summary>
    public static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete;

    /// <summary>No byte of the request can have reached the provider, for there was no connection that could carry it.</summary>
    public static bool NeverLeft(Exception fault) => fault switch
    {
        HttpRequestException request => request.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError,
        ChannelFaultException channel => channel.Code is Faults.ConnectTimeout or Faults.RateLimited,
        BrokenCircuitException => true,
        _ => false,
    };

    /// <summary>The provider or the way to it has a fault, whoever asks.</summary>
    public static bool IsFault(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not (null or OperationCanceledException)
        || outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout or (>= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented);
}
