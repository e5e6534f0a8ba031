using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>How long an answer asks to be left alone.</summary>
internal static class AskedWait
{
    /// <summary>
    /// Retry-After as seconds or as a date (RFC 9110 §10.2.3), or the provider's own header in Unix seconds, the longer one; null when there is
    /// neither, or only a time that has passed.
    /// </summary>
    public static TimeSpan? Of(HttpResponseMessage response, string? resetHeader, TimeProvider time)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow() ?? TimeSpan.Zero;
        if (response.StatusCode == HttpStatusCode.TooManyRequests && resetHeader is not null && ResetOf(response, resetHeader) is { } reset)
        {
            var left = reset - time.GetUtcNow();
            asked = left > asked ? left : asked;
        }

        return asked > TimeSpan.Zero ? asked : null;
    }

    /// <summary>Everybody after us reads it in one place.</summary>
    public static void Show(HttpResponseMessage response, TimeSpan wait) => response.Headers.RetryAfter = new RetryConditionHeaderValue(wait);

    private static DateTimeOffset? ResetOf(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
