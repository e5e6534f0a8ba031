namespace Ingestion.Channels;

/// <summary>
/// Polls one provider. The host calls from one task at a time, holds the lease, keeps the cursor and retries; a source throws on
/// temporary faults (<see cref="ChannelFaultException"/> or any I/O exception) and has no loop of its own.
/// </summary>
public interface IMessageSource : IAsyncDisposable
{
    /// <summary>
    /// The next page after <paramref name="cursor"/> (null at the very first call), oldest first, at most <paramref name="limit"/>
    /// messages and about 8 MB of bytes. Reading changes nothing at the provider. Calling again with the same cursor gives the same
    /// messages again, as far as the provider still has them.
    /// </summary>
    Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Tries once more to read messages that a page reported as holes. Returns those that can be read now; ids that are gone for good
    /// come back in <see cref="MessagePage.Gone"/>, ids that still cannot be read in <see cref="MessagePage.Holes"/>. The cursor is ignored.
    /// </summary>
    Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken);

    /// <summary>
    /// Marks or moves messages at the provider after the host has durably accepted them. Returns the ids that are done; what is not
    /// returned is tried again later. Does nothing and returns all ids where the channel's options ask for nothing.
    /// </summary>
    Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken);

    /// <summary>Whether <see cref="SettleAsync"/> does anything: the host then remembers what is still to be settled.</summary>
    bool Settles { get; }

    /// <summary>
    /// Returns when the provider says that there may be something new, or after <paramref name="atMost"/>. A source without push
    /// just waits by the clock.
    /// </summary>
    Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);
}
