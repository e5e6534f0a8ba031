using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>
/// Compares registered messages with those of other customers, after the customers have their numbers: nothing that is found changes whether a message
/// opens a complaint. One worker at a time, in the order of the messages, so that two copies of a campaign never miss each other. Fingerprints are made
/// before the transaction begins.
/// </summary>
internal sealed class ClusterStage(Database database, IdBlock ids, PoolWords words)
{
    public const int BatchSize = 100;

    /// <summary>The name of the lock that keeps others from comparing.</summary>
    public const string Lock = "clusters";

    /// <summary>Messages after which workers tell each other of the words that they saw.</summary>
    private const int ExchangeAfter = 5_000;

    /// <summary>Places for earlier messages of the customer's own, which share the most and are not compared here.</summary>
    private const int Own = 4;

    private const int EventsPerMessage = ClusterRules.MostDrawn + 1;

    /// <summary>Compares the messages that have waited longest. Returns how many.</summary>
    public async Task<int> WorkAsync(int limit, CancellationToken cancellationToken)
    {
        var queued = await database.ReadAsync(session => ClusterLoading.QueueAsync(session, limit), cancellationToken);
        if (queued.Count == 0)
        {
            return 0;
        }

        var messages = queued.FindAll(message => message.Body is not null).ConvertAll(message => ComparedMessage.Of(message, words.Known));
        var firstEvent = await ids.TakeAsync(messages.Count * EventsPerMessage, cancellationToken);
        var compared = await database.WriteAsync(session => CompareAsync(session, [.. queued.Select(message => message.MessageId)], messages, firstEvent), cancellationToken);
        compared.ForEach(message => words.Add(message.Print, message.At));
        if (words.Unwritten >= ExchangeAfter)
        {
            await words.ExchangeAsync(database, cancellationToken);
        }

        return queued.Count;
    }

    /// <summary>Leaves a message out that cannot be compared.</summary>
    public Task SkipAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync("DELETE FROM match_queue WHERE message_id = (SELECT message_id FROM match_queue ORDER BY message_id LIMIT 1)"), cancellationToken);

    /// <summary>Tells other workers of the words seen since the last time.</summary>
    public Task ExchangeAsync(CancellationToken cancellationToken) => words.Unwritten == 0 ? Task.CompletedTask : words.ExchangeAsync(database, cancellationToken);

    private async Task<List<ComparedMessage>> CompareAsync(StoreSession session, List<long> queued, List<ComparedMessage> messages, long firstEvent)
    {
        await session.LockAsync([Lock]);
        var still = await ClusterLoading.StillQueuedAsync(session, queued);
        var waiting = messages.FindAll(message => still.Contains(message.MessageId));
        var (pool, hours) = await LoadAsync(session, waiting);
        var decisions = waiting.ConvertAll(message => ClusterRules.Decide(message, pool)).OfType<ClusterDecision>().ToList();
        long[] entered = [.. decisions.SelectMany(decision => decision.Entered).Select(entry => entry.Complaint)];
        var complaints = (await ComplaintPool.ComplaintsAsync(session, entered, [])).ToDictionary(complaint => complaint.Id);
        hours.Add(decisions.SelectMany(decision => decision.Entered));
        await session.RunAsync(ClusterRows.Of(queued, decisions, complaints, hours.Growth, firstEvent).Statements);
        return waiting;
    }

    /// <summary>The messages of the pool that one of these may be compared with.</summary>
    private static HashSet<long> Best(List<ComparedMessage> messages, ILookup<long, long> byKey, ILookup<string, long> byNumber)
    {
        var best = new HashSet<long>();
        foreach (var message in messages)
        {
            var matches = new KeyMatches();
            foreach (var found in message.Sought.SelectMany(key => byKey[key]))
            {
                matches.AddKey(found);
            }

            foreach (var found in message.Numbers.SelectMany(number => byNumber[number.Value]))
            {
                matches.AddNumber(found);
            }

            best.UnionWith(matches.Best(KeyMatches.Most + Own));
        }

        return best;
    }

    private async Task<(ClusterPool Pool, ClusterGrowth Hours)> LoadAsync(StoreSession session, List<ComparedMessage> messages)
    {
        var keys = await ClusterLoading.ByKeysAsync(session, messages.SelectMany(message => message.Sought).ToHashSet());
        var values = messages.SelectMany(message => message.Numbers).Select(number => number.Value).ToHashSet(StringComparer.Ordinal);
        var numbers = await ClusterLoading.ByNumbersAsync(session, values);
        var found = await ClusterLoading.FingerprintsAsync(session, Best(messages, keys.ToLookup(pair => pair.Key, pair => pair.MessageId), numbers.ToLookup(pair => pair.Value, pair => pair.MessageId)));
        var own = messages.Select(message => message.ComplaintId).ToHashSet();
        var facts = await ClusterLoading.FactsAsync(session, [.. found.Select(message => message.ComplaintId).Concat(own).Distinct()]);
        var apart = (await ComplaintLinks.OfAsync(session, own)).Where(link => link.UndoneAt is not null).Select(link => ClusterPool.Pair(link.ComplaintId, link.OtherId));
        var pool = new ClusterPool { Knowledge = new PoolKnowledge(words.Known, await NumberCounts.LoadAsync(session, values)) { PerHour = words.PerHour }, Apart = apart.ToHashSet() };
        facts.ForEach(pool.Add);
        found.Sort((left, right) => left.MessageId.CompareTo(right.MessageId));
        found.ForEach(pool.Add);
        foreach (var (key, message) in keys.OrderBy(pair => pair.MessageId))
        {
            pool.AddKey(key, message);
        }

        foreach (var (number, message) in numbers.OrderBy(pair => pair.MessageId))
        {
            pool.AddNumber(number, message);
        }

        long[] clusters = [.. facts.Select(complaint => complaint.ClusterId).OfType<long>().Distinct()];
        foreach (var (cluster, size) in await ClusterLoading.SizesAsync(session, clusters))
        {
            pool.AddSize(cluster, size);
        }

        return (pool, new ClusterGrowth(await ClusterLoading.HoursAsync(session, clusters, ClusterGrowth.From(facts))));
    }
}
