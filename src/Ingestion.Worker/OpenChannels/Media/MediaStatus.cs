using System.Globalization;
using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>What an answer without a body to keep means.</summary>
internal static class MediaStatus
{
    /// <exception cref="ChannelFaultException">It may be there another time.</exception>
    public static AttachmentFetch Verdict(HttpResponseMessage response, TimeProvider time) => (int)response.StatusCode switch
    {
        404 or 410 => new AttachmentFetch("gone"),

        // Credentials are changed, permissions are given: worth another try. 408, 425 and 429 ask for one.
        401 or 403 => throw Fault(response, "media-not-allowed", time),
        408 or 425 or 429 or >= 500 => throw Fault(response, "media-unavailable", time),
        var status => new AttachmentFetch(string.Create(CultureInfo.InvariantCulture, $"http-{status}")),
    };

    private static ChannelFaultException Fault(HttpResponseMessage response, string code, TimeProvider time) =>
        new(code, string.Create(CultureInfo.InvariantCulture, $"A server with media does not give it now (HTTP {(int)response.StatusCode})."))
        {
            RetryAfter = response.Headers.RetryAfter is { } wait ? wait.Delta ?? wait.Date - time.GetUtcNow() : null,
        };
}
