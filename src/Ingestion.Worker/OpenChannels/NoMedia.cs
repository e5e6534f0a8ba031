using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <summary>Fetches nothing: stands until attachments are kept.</summary>
internal sealed class NoMedia : IMediaFetcher
{
    public Task<AttachmentFetch> FetchAsync(MediaRequest request, Stream destination, CancellationToken cancellationToken) =>
        throw new ChannelFaultException("media-not-fetched", "Attachments are not fetched yet.");
}
