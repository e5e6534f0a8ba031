using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching;

/// <summary>The pool in memory: by brute force, or by the keys that the database will look up, so that what the keys lose can be counted.</summary>
internal sealed class MatchingReference(bool banded) : IPoolKnowledge
{
    /// <summary>Complaints taken from one key, the latest first: however many share it.</summary>
    public const int PerKey = 8;

    /// <summary>Complaints of one contact that are looked at.</summary>
    public const int PerContact = 20;

    private readonly MessageRate rate = new();
    private readonly List<KnownComplaint> complaints = [];
    private readonly HashSet<long> grown = [];
    private readonly Dictionary<string, List<KnownComplaint>> byContact = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<KnownComplaint>> byKey = [];
    private readonly Dictionary<string, List<KnownComplaint>> byNumber = new(StringComparer.Ordinal);

    public IReadOnlyList<KnownComplaint> Complaints => complaints;

    /// <summary>Candidates of other contacts that were looked at.</summary>
    public long Looked { get; private set; }

    public WordFrequency Words { get; } = new();

    public float PerHour => rate.PerHour;

    /// <summary>Decides, and keeps the message.</summary>
    public (KnownComplaint Complaint, MatchChoice Choice) Add(MatchTraits message)
    {
        var choice = MatchChooser.Choose(message, Candidates(message), this);
        var complaint = choice.Joined;
        if (complaint is null)
        {
            complaint = new KnownComplaint(complaints.Count + 1, message.Contact);
            foreach (var alike in choice.Similar)
            {
                var alone = alike.Cluster == alike.Id && !grown.Contains(alike.Id);
                alike.Cluster = alone ? choice.Similar[0].Cluster : alike.Cluster;
            }

            if (choice.Similar.Count > 0)
            {
                complaint.Cluster = choice.Similar[0].Cluster;
                grown.Add(complaint.Cluster);
            }

            complaints.Add(complaint);
            ListOf(byContact, message.Contact).Add(complaint);
        }

        complaint.Add(message);
        Index(message, complaint);
        Words.Add(message.Print);
        rate.Add(message.At);
        return (complaint, choice);
    }

    public int ComplaintsNaming(string number) => byNumber.TryGetValue(number, out var found) ? found.Count : 0;

    private IEnumerable<KnownComplaint> Candidates(MatchTraits message)
    {
        var own = byContact.TryGetValue(message.Contact, out var mine) ? mine.TakeLast(PerContact) : [];
        IEnumerable<KnownComplaint> others = banded ? ByKeys(message) : complaints;
        var taken = others.Where(each => each.Contact != message.Contact).ToList();
        Looked += taken.Count;
        return own.Concat(taken);
    }

    private List<KnownComplaint> ByKeys(MatchTraits message)
    {
        var found = new KeyMatches();
        foreach (var key in KeyDay.Sought(KeysOf(message), message.At))
        {
            if (byKey.TryGetValue(key, out var under))
            {
                Others(under).ForEach(complaint => found.AddKey(complaint.Id));
            }
        }

        foreach (var number in message.Numbers)
        {
            if (byNumber.TryGetValue(number.Value, out var under))
            {
                Others(under).ForEach(complaint => found.AddNumber(complaint.Id));
            }
        }

        return [.. found.Best().Select(id => complaints[(int)id - 1])];

        List<KnownComplaint> Others(List<KnownComplaint> under) => under.TakeLast(PerKey).Where(each => each.Contact != message.Contact).ToList();
    }

    private void Index(MatchTraits message, KnownComplaint complaint)
    {
        foreach (var key in KeysOf(message))
        {
            AddOnce(ListOf(byKey, key), complaint);
        }

        foreach (var number in message.Numbers)
        {
            AddOnce(ListOf(byNumber, number.Value), complaint);
        }
    }

    private long[] KeysOf(MatchTraits message)
    {
        Span<long> keys = stackalloc long[NearFingerprint.Bands + NearFingerprint.WordKeys];
        var count = message.Print.WriteKeys(keys);
        return keys[..(count + message.Print.WriteWordKeys(keys[count..], Words, KeyDay.Of(message.At)))].ToArray();
    }

    private static void AddOnce(List<KnownComplaint> list, KnownComplaint complaint)
    {
        if (!list.Contains(complaint))
        {
            list.Add(complaint);
        }
    }

    private static List<KnownComplaint> ListOf<TKey>(Dictionary<TKey, List<KnownComplaint>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        return list;
    }
}
