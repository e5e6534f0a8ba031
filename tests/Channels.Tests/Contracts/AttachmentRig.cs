using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>Messages with attachments on one channel, made for one test.</summary>
public abstract class AttachmentRig : IAsyncDisposable
{
    public abstract IMessageReader Reader { get; }

    public abstract IAttachmentSource Attachments { get; }

    /// <summary>A message as the channel accepted it, with one attachment of these bytes.</summary>
    public abstract Task<AcceptedMessage> AddAsync(byte[] content);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
