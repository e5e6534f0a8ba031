using System.Collections.Concurrent;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Webhooks;

namespace Ingestion.Worker.Tests.Fakes;

/// <summary>Keeps what it is given in memory; can be told to fail, wait or be full.</summary>
internal sealed class FakeInbox
{
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);
    private long _last;

    public ConcurrentQueue<string> Texts { get; } = new();

    public ConcurrentQueue<(string Channel, DeliveryReceipt Receipt)> Receipts { get; } = new();

    public Func<CancellationToken, Task>? BeforeAccept { get; set; }

    public bool Full { get; set; }

    public Func<long, string?> Number { get; set; } = _ => null;

    public InboxDoor Door() => new()
    {
        AcceptAsync = AcceptAsync,
        ReportAsync = ReportAsync,
        IsFull = () => Full,
        TrackingNumberAsync = (id, _, _) => Task.FromResult(Number(id)),
    };

    private async Task ReportAsync(string channel, IReadOnlyList<DeliveryReceipt> receipts, CancellationToken cancellationToken)
    {
        if (BeforeAccept is not null)
        {
            await BeforeAccept(cancellationToken);
        }

        foreach (var receipt in receipts)
        {
            Receipts.Enqueue((channel, receipt));
        }
    }

    private async ValueTask<IReadOnlyList<AcceptedOffer>> AcceptAsync(string channel, IReadOnlyList<OfferedMessage> messages, CancellationToken cancellationToken)
    {
        if (BeforeAccept is not null)
        {
            await BeforeAccept(cancellationToken);
        }

        var accepted = new List<AcceptedOffer>();
        foreach (var message in messages)
        {
            var id = Interlocked.Increment(ref _last);
            var kept = _ids.GetOrAdd($"{channel}/{message.ExternalId}", id);
            accepted.Add(new AcceptedOffer(kept, kept != id));
            Texts.Enqueue(Encoding.UTF8.GetString(message.Raw.Span));
        }

        return accepted;
    }
}
