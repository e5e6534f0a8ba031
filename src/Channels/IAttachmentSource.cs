namespace Ingestion.Channels;

/// <summary>Gives the bytes of what is attached to a channel's messages, after the message is registered. Thread-safe. No retries inside.</summary>
public interface IAttachmentSource
{
    /// <summary>
    /// Writes one attachment's bytes to <paramref name="destination"/>, which has the limit of the settings and throws at it. Temporary faults
    /// throw (<see cref="ChannelFaultException"/> or any I/O exception) and are tried again later; permanent ones are a result.
    /// </summary>
    /// <param name="message">The accepted message, with its raw bytes.</param>
    /// <param name="key">The <see cref="AttachmentSummary.Key"/> that the channel's reader gave.</param>
    /// <param name="destination">Takes the bytes in order; not seekable. What stands in it after a fault is thrown away.</param>
    Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken);
}
