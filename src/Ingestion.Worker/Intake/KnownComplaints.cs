using System.Diagnostics.CodeAnalysis;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Intake;

/// <summary>The complaints that a batch's messages may belong to. One that an operator put into another answers with its successor.</summary>
internal sealed class KnownComplaints
{
    private readonly Dictionary<long, KnownComplaint> byId = [];

    /// <summary>The complaint that goes on with this one's matter: mostly itself.</summary>
    public KnownComplaint this[long id] => TryGetValue(id, out var complaint) ? complaint : throw new KeyNotFoundException();

    /// <inheritdoc cref="this[long]"/>
    public bool TryGetValue(long id, [NotNullWhen(true)] out KnownComplaint? complaint)
    {
        if (!byId.TryGetValue(id, out complaint))
        {
            return false;
        }

        if (complaint.MergedInto is null)
        {
            return true;
        }

        var person = complaint.PersonId;
        while (complaint.MergedInto is { } next && byId.TryGetValue(next, out var successor))
        {
            complaint = successor;
        }

        complaint = complaint with { PredecessorPersonId = person };
        return true;
    }

    /// <summary>All of them, each itself.</summary>
    public IEnumerable<KnownComplaint> All => byId.Values;

    public bool ContainsKey(long id) => byId.ContainsKey(id);

    /// <summary>The very complaint, also when it has a successor: what stands in it stays there.</summary>
    public KnownComplaint? Itself(long id) => byId.GetValueOrDefault(id);

    public void Set(KnownComplaint complaint) => byId[complaint.Id] = complaint with { PredecessorPersonId = null };
}
