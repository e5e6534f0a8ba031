using System.Globalization;

namespace Ingestion.Channels;

/// <summary>What providers' answers and broken connections mean, in the words of the contract.</summary>
internal static class HttpFaults
{
    /// <summary>The code of a request that broke before it left.</summary>
    public static string CodeOf(Exception fault) => fault is HttpRequestException request
        ? request.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "name-not-found",
            HttpRequestError.SecureConnectionError => "tls-failed",
            _ => "unreachable",
        }
        : "unreachable";

    /// <summary><c>http-429</c>.</summary>
    public static string CodeOf(HttpResponseMessage response) => string.Create(CultureInfo.InvariantCulture, $"http-{(int)response.StatusCode}");

    /// <summary>How long the answer asks to wait: Retry-After as seconds or as a date (RFC 9110 §10.2.3); null when it does not.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>
    /// The result of a sending from its status alone, where the provider says nothing better: 2xx sent; 408, 425, 429 and 5xx later; 401, 403 and
    /// redirects later with the channel degraded; every other one refused.
    /// </summary>
    public static SendResult ResultOf(HttpResponseMessage response, TimeProvider time) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new SendResult(SendOutcome.Sent, CodeOf(response)),
        408 or 425 or 429 or >= 500 => new SendResult(SendOutcome.Later, CodeOf(response)) { RetryAfter = RetryAfterOf(response, time) },
        401 or 403 or < 400 => new SendResult(SendOutcome.Later, CodeOf(response)) { ChannelFault = true },
        _ => new SendResult(SendOutcome.Refused, CodeOf(response)),
    };
}
