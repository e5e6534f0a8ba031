using System.Runtime.InteropServices;
using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>What the pool knows about a batch of messages: loaded at once, then taught by each, so that the second message sees the first.</summary>
internal sealed class ClusterPool
{
    private readonly Dictionary<long, ComplaintFacts> facts = [];
    private readonly Dictionary<long, KnownComplaint> candidates = [];
    private readonly Dictionary<long, long> complaintOf = [];
    private readonly Dictionary<long, List<long>> byKey = [];
    private readonly Dictionary<string, List<long>> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long> clusterOf = [];
    private readonly Dictionary<long, int> sizes = [];

    public required PoolKnowledge Knowledge { get; init; }

    /// <summary>Pairs of complaints that somebody took apart: never put together again.</summary>
    public required IReadOnlySet<(long, long)> Apart { get; init; }

    public void Add(ComplaintFacts complaint)
    {
        facts[complaint.Id] = complaint;
        if (complaint.ClusterId is { } cluster)
        {
            clusterOf[complaint.Id] = cluster;
        }
    }

    public void Add(FoundMessage message)
    {
        if (facts.TryGetValue(message.ComplaintId, out var complaint))
        {
            complaintOf[message.MessageId] = message.ComplaintId;
            Candidate(complaint).Add(message.Traits(complaint.Person, MatchCategory.Of(complaint.Category)) with { At = complaint.LastMessageAt });
        }
    }

    /// <summary>In the order of the messages.</summary>
    public void AddKey(long key, long message) => List(byKey, key).Add(message);

    /// <inheritdoc cref="AddKey"/>
    public void AddNumber(string number, long message) => List(byNumber, number).Add(message);

    public void AddSize(long cluster, int size) => sizes[cluster] = size;

    /// <summary>Null for a complaint that is not there any more.</summary>
    public ComplaintFacts? Facts(long complaint) => facts.GetValueOrDefault(complaint);

    public long? Cluster(long complaint) => clusterOf.TryGetValue(complaint, out var cluster) ? cluster : null;

    public int Size(long cluster) => sizes.GetValueOrDefault(cluster);

    /// <summary>The complaint is in the cluster from now on.</summary>
    public void Enter(long complaint, long cluster)
    {
        clusterOf[complaint] = cluster;
        sizes[cluster] = Size(cluster) + 1;
    }

    /// <summary>Complaints of other customers that share keys or numbers with the message: those that share the most.</summary>
    public List<KnownComplaint> Others(ComparedMessage message, ComplaintFacts own)
    {
        var found = new KeyMatches();
        foreach (var key in message.Sought)
        {
            Collect(byKey.GetValueOrDefault(key), found.AddKey);
        }

        foreach (var number in message.Numbers)
        {
            Collect(byNumber.GetValueOrDefault(number.Value), found.AddNumber);
        }

        return [.. found.Best().Order().Select(complaint => candidates[complaint])];

        void Collect(List<long>? messages, Action<long> add)
        {
            var latest = CollectionsMarshal.AsSpan(messages);
            latest = latest[Math.Max(0, latest.Length - ClusterLoading.PerKey)..];
            var taken = new HashSet<long>();
            foreach (var each in latest)
            {
                if (complaintOf.TryGetValue(each, out var complaint) && IsAnothers(complaint, own) && taken.Add(complaint))
                {
                    add(complaint);
                }
            }
        }
    }

    /// <summary>The message was compared: later ones find it.</summary>
    public void Learn(ComparedMessage message, ComplaintFacts own)
    {
        complaintOf[message.MessageId] = own.Id;
        Candidate(own).Add(message.Traits(own.Person, MatchCategory.Of(own.Category)));
        foreach (var key in message.Keys)
        {
            AddKey(key, message.MessageId);
        }

        foreach (var number in message.Numbers)
        {
            AddNumber(number.Value, message.MessageId);
            Knowledge.Name(number.Value);
        }
    }

    public static (long, long) Pair(long one, long other) => (Math.Max(one, other), Math.Min(one, other));

    private bool IsAnothers(long complaint, ComplaintFacts own) =>
        complaint != own.Id && facts[complaint].Person != own.Person && !Apart.Contains(Pair(complaint, own.Id));

    private KnownComplaint Candidate(ComplaintFacts complaint) =>
        candidates.TryGetValue(complaint.Id, out var known) ? known : candidates[complaint.Id] = new KnownComplaint(complaint.Id, complaint.Person);

    private static List<long> List<TKey>(Dictionary<TKey, List<long>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        return list;
    }
}
