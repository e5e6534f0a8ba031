using System.Globalization;

namespace Ingestion.Channels;

/// <summary>Asks a provider for something, for sources and connection tests over HTTP.</summary>
internal static class HttpReading
{
    /// <summary>
    /// Sends the request and returns the whole body of a 2xx answer, up to what <see cref="ChannelSetup.Http"/> allows.
    /// </summary>
    /// <param name="http">See <see cref="ChannelSetup.Http"/>.</param>
    /// <param name="request">May be sent more than once by the host when its method is GET.</param>
    /// <param name="provider">For the fault's text: <c>Twilio</c>.</param>
    /// <param name="time">Reads Retry-After dates.</param>
    /// <exception cref="ChannelFaultException">
    /// <c>login-refused</c> (401, permanent), <c>not-allowed</c> (403, permanent), <c>rate-limited</c> (429), <c>provider-down</c> (5xx),
    /// <c>unexpected-answer</c> (all others), or what the host's pipeline says. The texts hold no word of the provider.
    /// </exception>
    /// <exception cref="HttpRequestException">The connection broke.</exception>
    public static async Task<byte[]> ReadAsync(
        HttpClient http, HttpRequestMessage request, string provider, TimeProvider time, CancellationToken cancellationToken)
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : throw FaultOf(response, provider, time);
    }

    /// <summary>The fault that an answer without success means.</summary>
    public static ChannelFaultException FaultOf(HttpResponseMessage response, string provider, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        var (code, text, permanent) = status switch
        {
            401 => ("login-refused", "does not accept the credentials", true),
            403 => ("not-allowed", "does not allow this account to do that", true),
            408 or 429 => ("rate-limited", "asks to come more slowly", false),
            >= 500 => ("provider-down", "has a fault of its own", false),
            _ => ("unexpected-answer", "gave an answer that is not expected", false),
        };
        return new ChannelFaultException(code, string.Create(CultureInfo.InvariantCulture, $"{provider} {text} (HTTP {status})"))
        {
            Permanent = permanent,
            RetryAfter = HttpFaults.RetryAfterOf(response, time),
        };
    }
}
