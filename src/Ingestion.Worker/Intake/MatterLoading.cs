using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>Loads what a batch's messages are compared with. Its customers' locks are held: nobody else decides about them.</summary>
internal static class MatterLoading
{
    /// <summary>The complaints of the batch's customers; nothing is asked where none of them is known.</summary>
    public static async Task LoadOwnAsync(StoreSession session, IReadOnlyList<Submission> submissions, IntakeKnowledge knowledge, WordFrequency words)
    {
        var persons = new Dictionary<long, long>();
        var linked = new HashSet<long>();
        foreach (var submission in submissions)
        {
            if (Known(submission, knowledge) is { } point)
            {
                persons[point.ContactId] = point.LinkedTo ?? point.ContactId;
                if (point.LinkedTo is { } person)
                {
                    linked.Add(person);
                }
            }
        }

        if (linked.Count > 0)
        {
            foreach (var (contact, whole) in await ComplaintPool.LinkedContactsAsync(session, linked))
            {
                persons[contact] = whole;
            }
        }

        var found = await OwnComplaints.FindAsync(session, persons.Keys);
        if (found.Count == 0 && !HasSenderTwice(submissions))
        {
            return;
        }

        var latest = found.GroupBy(complaint => persons[complaint.ContactId!.Value]).SelectMany(own => own.Take(OwnComplaints.PerContact)).ToList();
        foreach (var candidate in await OwnComplaints.CandidatesAsync(session, latest, complaint => OwnComplaints.Person(persons[complaint.ContactId!.Value])))
        {
            knowledge.Matters.Add(long.Parse(candidate.Contact, CultureInfo.InvariantCulture), candidate);
        }

        knowledge.Pool = new PoolKnowledge(words, await NumberCounts.LoadAsync(session, Numbers(submissions, knowledge)));
    }

    /// <summary>
    /// The complaints among them that one of these messages may join, to be locked with the others. What joins one of them in the batch can make it no
    /// candidate that it was not before: it only gets more messages.
    /// </summary>
    public static HashSet<long> Joinable(IReadOnlyList<Submission> submissions, IntakeKnowledge knowledge)
    {
        var joinable = new HashSet<long>();
        foreach (var submission in submissions)
        {
            if (Known(submission, knowledge) is not { } point || knowledge.Matters.Of(point.LinkedTo ?? point.ContactId) is not { Count: > 0 } own)
            {
                continue;
            }

            if (submission.StatusLanguage is not null)
            {
                joinable.UnionWith(own.Select(candidate => candidate.Id));
                continue;
            }

            var message = CustomerMatters.Traits(submission, own[0].Contact);
            joinable.UnionWith(own
                .Where(candidate => candidate.Messages.Count > 0 && MatchChooser.Judge(message, candidate, knowledge.Pool).Verdict.Outcome == MatchOutcome.SameMatter)
                .Select(candidate => candidate.Id));
        }

        return joinable;
    }

    /// <summary>The texts of complaints that conversations lead to although they are over.</summary>
    public static async Task LoadOverAsync(StoreSession session, IntakeKnowledge knowledge, IntakeSettings settings)
    {
        var over = knowledge.Complaints.All
            .Where(complaint => Repetition.IsOver(complaint, knowledge.Now, settings) && knowledge.Matters.Find(complaint.Id) is null)
            .ToDictionary(complaint => complaint.Id);
        if (over.Count == 0)
        {
            return;
        }

        var complaints = await OwnComplaints.ByIdAsync(session, over.Keys);
        foreach (var candidate in await OwnComplaints.CandidatesAsync(session, complaints, complaint => OwnComplaints.Person(over[complaint.Id].PersonId ?? 0)))
        {
            knowledge.Matters.Add(candidate);
        }
    }

    private static KnownContactPoint? Known(Submission submission, IntakeKnowledge knowledge) =>
        submission.Content.Sender is { } sender ? knowledge.ContactPoints.GetValueOrDefault(sender) : null;

    private static bool HasSenderTwice(IReadOnlyList<Submission> submissions)
    {
        var seen = new HashSet<ContactPoint>();
        return submissions.Any(submission => submission.Content.Sender is { } sender && !seen.Add(sender));
    }

    /// <summary>The numbers in the messages that will be compared.</summary>
    private static HashSet<string> Numbers(IReadOnlyList<Submission> submissions, IntakeKnowledge knowledge)
    {
        var seen = new HashSet<ContactPoint>();
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var submission in submissions)
        {
            if (submission.Content.Sender is { } sender && (!seen.Add(sender) || (Known(submission, knowledge) is { } point && knowledge.Matters.Has(point.LinkedTo ?? point.ContactId))))
            {
                numbers.UnionWith(submission.Compared.Numbers.Select(number => number.Value));
            }
        }

        return numbers;
    }
}
