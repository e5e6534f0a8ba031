using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Model;

/// <summary>What must hold of the pool after every sequence, looked at from the tables alone.</summary>
internal static class PoolLaws
{
    /// <summary>Checks everything with an id above <paramref name="first"/>: nothing in it may belong to nobody.</summary>
    public static async Task CheckAsync(Database database, long first, IReadOnlyList<SequenceRun> runs)
    {
        var picture = await PoolPicture.ReadAsync(database, first);
        foreach (var run in runs.Where(run => run.Problem is null))
        {
            CheckMessages(run, picture);
            CheckComplaints(run, picture);
        }

        if (runs.All(run => run.Problem is null))
        {
            var complaints = runs.Sum(run => run.Pool.Complaints.Count);
            var messages = runs.Sum(run => run.Messages.Count);
            if (picture.Complaints.Count != complaints || picture.Messages.Count != messages)
            {
                runs[0].Fail($"all sequences together have {messages} messages and {complaints} complaints, the pool {picture.Messages.Count} and {picture.Complaints.Count}");
            }
        }
    }

    private static void CheckMessages(SequenceRun run, PoolPicture picture)
    {
        foreach (var message in run.Messages)
        {
            if (!picture.Messages.TryGetValue(message.Id, out var stored) || stored.Outcomes != 1 || stored.IsWaiting)
            {
                run.Fail($"{message} has no outcome, or more than one");
            }
            else if (stored.Offers != message.Offers)
            {
                run.Fail($"{message} was offered {message.Offers} times, {stored.Offers} were counted");
            }

            if (stored is not null && stored.ComplaintId != message.Complaint?.Id)
            {
                run.Fail($"{message} is recorded with another complaint than its own");
            }

            var complaints = picture.Places[message.Id].ToList();
            var isRegistered = message.Outcome is "complaint" or "follow-up" or "repeat-contact";
            if (complaints.Count != (isRegistered ? 1 : 0) || (isRegistered && complaints[0] != message.Complaint!.Id))
            {
                run.Fail($"{message} stands in {complaints.Count} complaints, or in the wrong one");
            }
        }
    }

    private static void CheckComplaints(SequenceRun run, PoolPicture picture)
    {
        for (var i = 0; i < run.Pool.Complaints.Count; i++)
        {
            var (complaint, name) = (run.Pool.Complaints[i], $"its complaint {i + 1}");
            if (!picture.Complaints.TryGetValue(complaint.Id!.Value, out var stored) || stored.Number != complaint.Number)
            {
                run.Fail($"the number of {name} is gone or another");
                return;
            }

            if (stored.MergedInto != complaint.MergedInto?.Id || stored.Status != complaint.Status)
            {
                run.Fail($"{name} is {stored.Status}{(stored.MergedInto is null ? "" : " and merged")}, not {complaint.Status}{(complaint.MergedInto is null ? "" : " and merged")}");
            }

            if (stored.Version != complaint.Version || stored.Messages != complaint.Messages.Count)
            {
                run.Fail($"{name} has version {stored.Version} and {stored.Messages} messages, not {complaint.Version} and {complaint.Messages.Count}");
            }

            if (!picture.Events[complaint.Id.Value].Order().SequenceEqual(Enumerable.Range(1, complaint.Version)))
            {
                run.Fail($"the events of {name} are {string.Join(' ', picture.Events[complaint.Id.Value].Order())}, not 1 to {complaint.Version}");
            }
        }

        if (run.Pool.Complaints.DistinctBy(complaint => complaint.Number).Count() != run.Pool.Complaints.Count)
        {
            run.Fail("two complaints have one number");
        }
    }
}
