namespace Ingestion.Channels;

/// <summary>
/// The host's client for URLs that somebody else named. It connects to public addresses only, judged on the resolved address at the moment of
/// connecting; it follows at most five redirects, never to plain http, and carries no credentials to a host that was not named for them.
/// </summary>
public interface IMediaFetcher
{
    /// <summary>Writes the body to <paramref name="destination"/>. Temporary faults throw, permanent ones are a result, as in <see cref="IAttachmentSource"/>.</summary>
    Task<AttachmentFetch> FetchAsync(MediaRequest request, Stream destination, CancellationToken cancellationToken);
}
