using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>
/// Lets concurrent webhooks share commits: while one commit is on its way, the next ones gather. One writer, one commit in flight, on a
/// thread of its own: it mostly waits for the disk, and a thread that waits is woken with less work than a task.
/// </summary>
internal sealed class GroupCommit(Database database, IdBlock ids)
{
    private const int MostWaiting = 8192;
    private const int MostMessages = 1024;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly object gate = new();
    private readonly Queue<Offer> waiting = new();
    private bool closed;

    /// <summary>Commits made; with the messages accepted it tells how many share one.</summary>
    public long Commits { get; private set; }

    /// <summary>New messages committed.</summary>
    public long Accepted { get; private set; }

    /// <summary>False when too many wait already, or after the end.</summary>
    public bool TryAdd(Offer offer)
    {
        lock (gate)
        {
            if (closed || waiting.Count >= MostWaiting)
            {
                return false;
            }

            waiting.Enqueue(offer);
            if (waiting.Count == 1)
            {
                Monitor.Pulse(gate);
            }

            return true;
        }
    }

    /// <summary>Takes no more and ends <see cref="Run"/> when the rest is committed.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Commits until closed; blocks its thread.</summary>
    /// <param name="accepted">Told how many new messages a commit brought.</param>
    public void Run(Action<int> accepted)
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                batch.Settle(Commit(batch, accepted));
            }
            catch (Exception exception)
            {
                batch.Fail(new InboxUnavailableException("store-unavailable", exception));
            }
        }
    }

    /// <summary>All that waits, up to the limits of one commit; nothing after the end.</summary>
    private OfferBatch Take()
    {
        var batch = new OfferBatch();
        lock (gate)
        {
            while (waiting.Count == 0 && !closed)
            {
                Monitor.Wait(gate);
            }

            while (batch.Messages < MostMessages && batch.Bytes < MostBytes && waiting.TryDequeue(out var offer))
            {
                batch.Add(offer);
            }
        }

        return batch;
    }

    /// <summary>What became of the batch's messages, in their order.</summary>
    private AcceptedOffer[] Commit(OfferBatch batch, Action<int> accepted)
    {
        var results = new AcceptedOffer[batch.Messages];
        var rows = new AcceptRows();
        var id = ids.Take(results.Length);
        var at = 0;
        foreach (var offer in batch.Offers)
        {
            foreach (var message in offer.Messages)
            {
                rows.Add(id, offer.Channel, message);
                results[at++] = new AcceptedOffer(id++, false);
            }
        }

        Failpoint.Reach("before-accept-commit");
        var fresh = database.Run([rows.Statement])[0];
        Failpoint.Reach("after-accept-commit");
        Commits++;
        Accepted += fresh;
        accepted(fresh);
        if (fresh < results.Length)
        {
            MarkRepeatsAsync(batch, results).GetAwaiter().GetResult();
        }

        return results;
    }

    /// <summary>A message that is stored under another id repeats that one, be it of the same batch.</summary>
    private Task MarkRepeatsAsync(OfferBatch batch, AcceptedOffer[] results)
    {
        var offered = batch.Offers
            .SelectMany(offer => offer.Messages, (offer, message) => (offer.Channel, message.ExternalId))
            .Select((key, at) => (key.Channel, key.ExternalId, At: at));
        return database.WriteAsync(
            async session =>
            {
                foreach (var channel in offered.GroupBy(message => message.Channel, StringComparer.Ordinal))
                {
                    var stored = await RepeatedOffers.FindAsync(session, channel.Key, [.. channel.Select(message => message.ExternalId)]);
                    foreach (var (_, externalId, at) in channel)
                    {
                        results[at] = new AcceptedOffer(stored[externalId], stored[externalId] != results[at].Id);
                    }
                }

                await RepeatedOffers.CountAsync(session, [.. results.Where(result => result.IsRepeat).Select(result => result.Id)]);
            },
            CancellationToken.None);
    }
}
