using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <inheritdoc cref="LiveParts"/>
internal sealed class LiveAttachments(LiveParts live) : IAttachmentSource
{
    public async Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        return await use.Parts.Attachments!.FetchAsync(message, key, destination, cancellationToken);
    }
}
