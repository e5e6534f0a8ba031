using Ingestion.Classifier;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Matching;
using Candidate = Ingestion.Worker.Matching.KnownComplaint;

namespace Ingestion.Worker.Intake;

/// <summary>
/// The complaints that a batch's customers have already, as candidates for matching. Messages of the batch itself are compared only when another one of
/// the same customer comes: fingerprints cost more than everything else here.
/// </summary>
internal sealed class CustomerMatters
{
    private readonly Dictionary<long, List<Candidate>> byPerson = [];
    private readonly Dictionary<long, Candidate> byId = [];
    private readonly Dictionary<long, List<Submission>> unread = [];

    public bool IsEmpty => byId.Count == 0;

    /// <param name="person">Whose complaint it is.</param>
    /// <param name="candidate">The complaint.</param>
    public void Add(long person, Candidate candidate)
    {
        if (!byPerson.TryGetValue(person, out var all))
        {
            byPerson[person] = all = [];
        }

        all.Add(candidate);
        byId[candidate.Id] = candidate;
    }

    /// <summary>A complaint of nobody whose messages are decided here: only for whoever comes to it by a conversation.</summary>
    public void Add(Candidate candidate) => byId.TryAdd(candidate.Id, candidate);

    public bool Has(long person) => byPerson.ContainsKey(person);

    public IReadOnlyList<Candidate> Of(long person)
    {
        if (!byPerson.TryGetValue(person, out var all))
        {
            return [];
        }

        all.ForEach(Read);
        return all;
    }

    public Candidate? Find(long complaint)
    {
        if (byId.TryGetValue(complaint, out var candidate))
        {
            Read(candidate);
        }

        return candidate;
    }

    /// <summary>The message stands in a complaint now.</summary>
    public void Learn(IntakeDraft draft)
    {
        var complaint = draft.ComplaintId!.Value;
        if (!byId.ContainsKey(complaint))
        {
            if (draft is not { Opened: not null, PersonId: { } person })
            {
                return;
            }

            Add(person, new Candidate(complaint, OwnComplaints.Person(person)));
        }

        if (!unread.TryGetValue(complaint, out var waiting))
        {
            unread[complaint] = waiting = [];
        }

        waiting.Add(draft.Submission);
    }

    /// <summary>What is compared of a message of a customer.</summary>
    public static MatchTraits Traits(Submission submission, string person) => new()
    {
        Contact = person,
        At = submission.At,
        Category = MatchCategory.Of(submission.Classification.Category.Word()),
        Session = submission.SessionKey?.ToString("N"),
        Print = submission.Compared.Print,
        IsGrave = submission.Classification.Priority == Priority.Urgent,
        Numbers = submission.Compared.Numbers,
    };

    private void Read(Candidate candidate)
    {
        if (unread.Remove(candidate.Id, out var waiting))
        {
            waiting.ForEach(submission => candidate.Add(Traits(submission, candidate.Contact) with { Session = null }));
        }
    }
}
