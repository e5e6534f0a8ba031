using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <summary>
/// A channel's parts behind a front that stays: pollers, relays and the listener keep what they were given, and calls go to the parts that are
/// in force. New parts take over between two calls; the old ones are disposed when their calls have ended.
/// </summary>
internal sealed class LiveParts : IAsyncDisposable
{
    private static readonly TimeSpan DisposeWithin = TimeSpan.FromSeconds(5);
    private volatile PartsInUse current;
    private volatile bool isClosed;

    public LiveParts(ChannelParts parts)
    {
        current = new PartsInUse(parts);
        Front = new ChannelParts
        {
            Source = parts.Source is null ? null : new LiveSource(this),
            Receiver = parts.Receiver is null ? null : new LiveReceiver(this),
            Reader = parts.Reader is null ? null : new LiveReader(this),
            Sender = parts.Sender is null ? null : new LiveSender(this),
            Attachments = parts.Attachments is null ? null : new LiveAttachments(this),
            OwnPoints = parts.OwnPoints,
            Credentials = () => Current.Credentials(),
            Test = new LiveTest(this),
        };
    }

    /// <summary>What others keep.</summary>
    public ChannelParts Front { get; }

    /// <summary>The parts in force; for what takes no time and holds nothing.</summary>
    public ChannelParts Current => current.Parts;

    /// <summary>To be disposed when the call has ended.</summary>
    public PartsUse Enter()
    {
        while (true)
        {
            var seen = current;
            if (seen.TryEnter())
            {
                return new PartsUse(seen);
            }

            ObjectDisposedException.ThrowIf(isClosed, this);
        }
    }

    /// <summary>Whether <paramref name="fresh"/> can do what the present parts can, no more and no less, under the same addresses: only then can they take their place.</summary>
    public bool CanBeReplacedBy(ChannelParts fresh) =>
        (Front.Source is null) == (fresh.Source is null)
        && (Front.Receiver is null) == (fresh.Receiver is null)
        && (Front.Reader is null) == (fresh.Reader is null)
        && (Front.Sender is null) == (fresh.Sender is null)
        && (Front.Attachments is null) == (fresh.Attachments is null)
        && Front.OwnPoints.ToHashSet().SetEquals(fresh.OwnPoints);

    /// <summary>Puts <paramref name="fresh"/> in force. Returns a task that ends when the old parts are disposed. One caller at a time.</summary>
    public Task Replace(ChannelParts fresh)
    {
        var old = current;
        current = new PartsInUse(fresh);
        old.Retire();
        return old.Disposed;
    }

    public async ValueTask DisposeAsync()
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        current.Retire();
        try
        {
            await current.Disposed.WaitAsync(DisposeWithin);
        }
        catch (TimeoutException)
        {
            // A call that does not end ends with the process.
        }
    }
}
