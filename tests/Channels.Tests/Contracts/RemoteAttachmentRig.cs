using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>Attachments that lie at a provider.</summary>
public abstract class RemoteAttachmentRig : AttachmentRig
{
    /// <summary>The fetcher that the channel was opened with.</summary>
    public abstract PlainMedia Media { get; }

    /// <summary>The key or password: no fault may hold it.</summary>
    public abstract string Secret { get; }

    /// <summary>The provider deletes the attachment of a message.</summary>
    public abstract Task RemoveAsync(AcceptedMessage message);

    public abstract Task GoDownAsync();

    public abstract Task HealAsync();

    /// <summary>
    /// A message, forged perhaps, whose attachment's URL leads to this host; null where messages hold no URLs.
    /// </summary>
    public abstract AcceptedMessage? Forged(Uri url);
}
