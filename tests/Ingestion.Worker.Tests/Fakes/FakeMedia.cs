using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Fakes;

/// <summary>Fetches nothing.</summary>
internal sealed class FakeMedia : IMediaFetcher
{
    public Task<AttachmentFetch> FetchAsync(MediaRequest request, Stream destination, CancellationToken cancellationToken) => Task.FromResult(new AttachmentFetch("gone"));
}
