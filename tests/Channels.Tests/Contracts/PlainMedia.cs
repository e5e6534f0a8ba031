using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>Fetches what it is asked for from anywhere, and remembers the requests: tests' providers live on loopback, which the host's fetcher never visits.</summary>
public sealed class PlainMedia(HttpClient http) : IMediaFetcher
{
    public List<MediaRequest> Asked { get; } = [];

    public async Task<AttachmentFetch> FetchAsync(MediaRequest request, Stream destination, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Url);
        message.Headers.Authorization = request.Authorization;
        using var response = await http.SendAsync(message, cancellationToken);
        if ((int)response.StatusCode is 404 or 410)
        {
            return new AttachmentFetch("gone");
        }

        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(destination, cancellationToken);
        return AttachmentFetch.Kept with { MediaType = response.Content.Headers.ContentType?.MediaType };
    }
}
