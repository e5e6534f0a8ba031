using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Quarantine;

namespace Ingestion.Worker.Webhooks;

/// <summary>What the listener needs of the inbox and of the registered complaints.</summary>
internal sealed record InboxDoor
{
    /// <summary>
    /// Commits the messages of a channel durably and returns what became of each, in their order. Throws <see cref="InboxUnavailableException"/>
    /// when nothing can be taken now; the caller is then told to come again.
    /// </summary>
    public required Func<string, IReadOnlyList<OfferedMessage>, CancellationToken, ValueTask<IReadOnlyList<AcceptedOffer>>> AcceptAsync { get; init; }

    /// <summary>
    /// Stores durably what a channel's provider tells about messages of ours; at most <see cref="MostReceipts"/>. Throws when nothing can be taken now.
    /// </summary>
    public required Func<string, IReadOnlyList<DeliveryReceipt>, CancellationToken, Task> ReportAsync { get; init; }

    /// <summary>Receipts in one request.</summary>
    public int MostReceipts { get; init; } = 1000;

    /// <summary>Whether so much is undecided that nothing more may be taken. Asked at every request: must cost nothing.</summary>
    public Func<bool> IsFull { get; init; } = () => false;

    /// <summary>
    /// The tracking number (twelve digits) of the complaint that the accepted message became, as soon as it is registered; null when the time
    /// is over or the message became no complaint.
    /// </summary>
    public Func<long, TimeSpan, CancellationToken, Task<string?>> TrackingNumberAsync { get; init; } = (_, _, _) => Task.FromResult<string?>(null);

    /// <summary>Keeps a request that an observed channel refused, durably, when there is room for it. Never throws.</summary>
    public Func<RefusedRequest, CancellationToken, ValueTask<bool>> KeepRefusedAsync { get; init; } = (_, _) => ValueTask.FromResult(false);
}
