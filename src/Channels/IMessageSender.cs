namespace Ingestion.Channels;

/// <summary>Sends messages to customers. Thread-safe: the relay sends several at once. No retries inside.</summary>
public interface IMessageSender : IAsyncDisposable
{
    /// <summary>What a second sending of the same message means; decides what happens after an uncertain attempt.</summary>
    RepeatSafety RepeatSafety { get; }

    /// <summary>Whether this sender can reach the point at all: an SMTP sender takes e-mail addresses only.</summary>
    bool CanReach(ContactPoint to);

    /// <summary>
    /// Tries once. Never throws for what the provider says or for a broken connection: those are results. Cancellation before anything
    /// could have been delivered throws; after that it is <see cref="SendOutcome.Uncertain"/>.
    /// </summary>
    Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the provider for a message of which an earlier try is uncertain; for <see cref="RepeatSafety.Searchable"/> only. <see cref="SendOutcome.Sent"/>:
    /// it is there. Null: it is not, and may be sent. <see cref="SendOutcome.Uncertain"/>: nobody can say now. Sends nothing and throws nothing but for cancellation.
    /// </summary>
    Task<SendResult?> FindAsync(OutboundMessage message, CancellationToken cancellationToken) => Task.FromResult<SendResult?>(new(SendOutcome.Uncertain, "not-searchable"));
}
