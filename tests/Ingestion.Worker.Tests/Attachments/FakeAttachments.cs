using System.Collections.Concurrent;
using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Attachments;

/// <summary>Attachments by their key; a test may say what happens when one is asked for.</summary>
internal sealed class FakeAttachments : IAttachmentSource
{
    private readonly ConcurrentQueue<string> _asked = new();

    public Dictionary<string, byte[]> Content { get; } = new(StringComparer.Ordinal);

    /// <summary>Instead of the content.</summary>
    public Func<string, Stream, CancellationToken, Task<AttachmentFetch>>? OnFetch { get; set; }

    public IReadOnlyCollection<string> Asked => _asked;

    public async Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken)
    {
        _asked.Enqueue(key);
        if (OnFetch is not null)
        {
            return await OnFetch(key, destination, cancellationToken);
        }

        if (!Content.TryGetValue(key, out var content))
        {
            return new AttachmentFetch("gone");
        }

        await destination.WriteAsync(content, cancellationToken);
        return AttachmentFetch.Kept;
    }
}
