using System.Threading.Channels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>
/// Lets concurrent webhooks share commits: while one commit is on its way, the next ones gather. One writer, one commit in flight.
/// </summary>
internal sealed class GroupCommit(Database database, IdBlock ids)
{
    private const int MostOffers = 1024;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Channel<Offer> waiting = Channel.CreateBounded<Offer>(new BoundedChannelOptions(8192) { SingleReader = true });

    /// <summary>Commits made; with the messages accepted it tells how many share one.</summary>
    public long Commits { get; private set; }

    /// <summary>New messages committed.</summary>
    public long Accepted { get; private set; }

    /// <summary>False when too many wait already.</summary>
    public bool TryAdd(Offer offer) => waiting.Writer.TryWrite(offer);

    /// <summary>Takes no more and ends <see cref="RunAsync"/> when the rest is committed.</summary>
    public void Close() => waiting.Writer.TryComplete();

    public async Task RunAsync(Action<int> accepted)
    {
        var batch = new List<Offer>(MostOffers);
        while (await waiting.Reader.WaitToReadAsync())
        {
            var bytes = 0;
            while (batch.Count < MostOffers && bytes < MostBytes && waiting.Reader.TryRead(out var offer))
            {
                batch.Add(offer);
                bytes += offer.Message.Raw.Length;
            }

            try
            {
                await CommitAsync(batch, accepted);
            }
            catch (Exception exception)
            {
                var unavailable = new InboxUnavailableException("store-unavailable", exception);
                batch.ForEach(offer => offer.Fail(unavailable));
            }

            batch.Clear();
        }
    }

    private async Task CommitAsync(List<Offer> batch, Action<int> accepted)
    {
        var first = new Dictionary<(string, string), (Offer Offer, long Id)>(batch.Count);
        var later = new List<Offer>();
        var rows = new AcceptRows();
        var id = await ids.TakeAsync(batch.Count, CancellationToken.None);
        foreach (var offer in batch)
        {
            if (first.TryAdd(offer.Key, (offer, id)))
            {
                rows.Add(id++, offer.Channel, offer.Message);
            }
            else
            {
                later.Add(offer);
            }
        }

        Failpoint.Reach("before-accept-commit");
        var touched = await database.RunAsync(rows.Statements, CancellationToken.None);
        Failpoint.Reach("after-accept-commit");
        Commits++;
        Accepted += touched[1];
        accepted(touched[1]);
        if (touched[1] == batch.Count)
        {
            foreach (var (offer, newId) in first.Values)
            {
                offer.Complete(new AcceptedOffer(newId, false));
            }

            return;
        }

        await CompleteWithRepeatsAsync(first, later);
    }

    private async Task CompleteWithRepeatsAsync(Dictionary<(string Channel, string ExternalId), (Offer Offer, long Id)> first, List<Offer> later)
    {
        var outcomes = new List<(Offer Offer, AcceptedOffer Result)>(first.Count + later.Count);
        await database.WriteAsync(
            async session =>
            {
                var stored = new Dictionary<(string, string), long>();
                foreach (var channel in first.Values.GroupBy(entry => entry.Offer.Channel, StringComparer.Ordinal))
                {
                    var keys = channel.Select(entry => entry.Offer.Message.ExternalId).ToList();
                    foreach (var (externalId, id) in await RepeatedOffers.FindAsync(session, channel.Key, keys))
                    {
                        stored[(channel.Key, externalId)] = id;
                    }
                }

                foreach (var (key, (offer, id)) in first)
                {
                    outcomes.Add((offer, new AcceptedOffer(stored[key], stored[key] != id)));
                }

                outcomes.AddRange(later.Select(offer => (offer, new AcceptedOffer(stored[offer.Key], true))));
                await RepeatedOffers.CountAsync(session, [.. outcomes.Where(outcome => outcome.Result.IsRepeat).Select(outcome => outcome.Result.Id)]);
            },
            CancellationToken.None);
        outcomes.ForEach(outcome => outcome.Offer.Complete(outcome.Result));
    }
}
