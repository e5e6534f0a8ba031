using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Deliveries;

/// <summary>
/// Decides on acknowledgements that were held back, by an operator or by a rule: each decision stands in the audit and in the change feed, with the
/// reason for which it was held.
/// </summary>
internal static class HeldAnswers
{
    /// <summary>Answers decided in one transaction.</summary>
    public const int MostAtOnce = 500;

    public static Task<List<HeldAnswer>> ListAsync(Database database, HeldFilter filter, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => HeldRows.ListAsync(session, filter, limit), cancellationToken);

    public static Task<List<(string Reason, long Count)>> CountAsync(Database database, HeldFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(session => HeldRows.CountAsync(session, filter), cancellationToken);

    /// <summary>Which channels have some.</summary>
    public static Task<List<string>> ChannelsAsync(Database database, CancellationToken cancellationToken) => database.ReadAsync(HeldRows.ChannelsAsync, cancellationToken);

    /// <summary>Lets those that the filter means be sent, at most <paramref name="limit"/>; returns them.</summary>
    public static Task<List<HeldAnswer>> ReleaseAsync(Database database, IdBlock ids, HeldFilter filter, int limit, string actor, CancellationToken cancellationToken) =>
        DecideAsync(database, ids, filter, limit, actor, isRelease: true, cancellationToken);

    /// <summary>
    /// Lets those that the filter means be sent, as many as the budget of the hour leaves and one transaction takes; returns them. One worker at a time: two
    /// would each spend what is left.
    /// </summary>
    public static async Task<List<HeldAnswer>> ReleaseWithinAsync(Database database, IdBlock ids, HeldFilter filter, int perHour, string actor, CancellationToken cancellationToken)
    {
        var firstEvent = await ids.TakeAsync(MostAtOnce, cancellationToken);
        return await database.WriteAsync(session => ReleaseWithinAsync(session, filter, perHour, firstEvent, actor), cancellationToken);
    }

    /// <inheritdoc cref="ReleaseWithinAsync(Database, IdBlock, HeldFilter, int, string, CancellationToken)"/>
    public static async Task<List<HeldAnswer>> ReleaseWithinAsync(StoreSession session, HeldFilter filter, int perHour, long firstEvent, string actor)
    {
        await session.LockAsync(["held-release"]);
        var (_, planned) = await AcknowledgementBudget.ReadAsync(session);
        return planned < perHour ? await DecideAsync(session, filter, Math.Min(MostAtOnce, perHour - planned), firstEvent, actor, isRelease: true) : [];
    }

    /// <summary>Gives up those that the filter means, at most <paramref name="limit"/>; returns them.</summary>
    public static Task<List<HeldAnswer>> DropAsync(Database database, IdBlock ids, HeldFilter filter, int limit, string actor, CancellationToken cancellationToken) =>
        DecideAsync(database, ids, filter, limit, actor, isRelease: false, cancellationToken);

    private static async Task<List<HeldAnswer>> DecideAsync(
        Database database, IdBlock ids, HeldFilter filter, int limit, string actor, bool isRelease, CancellationToken cancellationToken)
    {
        var all = new List<HeldAnswer>();
        while (all.Count < limit)
        {
            var most = Math.Min(MostAtOnce, limit - all.Count);
            var firstEvent = await ids.TakeAsync(most, cancellationToken);
            var decided = await database.WriteAsync(session => DecideAsync(session, filter, most, firstEvent, actor, isRelease), cancellationToken);
            all.AddRange(decided);
            if (decided.Count < most)
            {
                break;
            }
        }

        return all;
    }

    private static async Task<List<HeldAnswer>> DecideAsync(StoreSession session, HeldFilter filter, int limit, long nextEvent, string actor, bool isRelease)
    {
        // The complaints are locked before anything is written: events stand in the order of the transactions' first writing.
        var listed = await HeldRows.ListAsync(session, filter, limit);
        if (listed.Count == 0)
        {
            return listed;
        }

        var complaints = (await ComplaintPool.ComplaintsAsync(session, [.. listed.Select(answer => answer.ComplaintId)], [])).ToDictionary(complaint => complaint.Id);
        filter = filter with { Ids = [.. listed.Select(answer => answer.Id)] };
        var decided = isRelease ? await HeldRows.ReleaseAsync(session, filter, limit) : await HeldRows.DropAsync(session, filter, limit);
        await FollowAsync(session, [.. decided.Select(answer => answer.ComplaintId)], isRelease);
        var events = new EventRows();
        var versions = new VersionRows();
        foreach (var answer in decided)
        {
            if (complaints.TryGetValue(answer.ComplaintId, out var complaint))
            {
                events.Add(
                    nextEvent++,
                    complaint.Id,
                    complaint.Version + 1,
                    isRelease ? "complaint.acknowledgement-released" : "complaint.acknowledgement-dropped",
                    new EventPayload { Channel = answer.Channel, Reason = answer.Reason });
                versions.Add(complaint.Id, 1);
            }
        }

        await session.RunAsync([events.Statement, versions.Statement]);
        await OperatorActions.RecordAsync(session, [.. decided.Select(answer => (answer.Id, "held: " + answer.Reason))], isRelease ? "released" : "dropped", actor);
        if (isRelease)
        {
            await AcknowledgementBudget.AddAsync(session, decided.Count, new Dictionary<BudgetKey, int>());
        }

        return decided;
    }

    /// <summary>What the customer was to be told meanwhile goes the same way; a time that is not promised any more is not written.</summary>
    private static async Task FollowAsync(StoreSession session, List<long> complaints, bool isRelease)
    {
        if (complaints.Count == 0)
        {
            return;
        }

        if (!isRelease)
        {
            await HeldUpdates.DropAsync(session, complaints);
            return;
        }

        await HeldUpdates.ReleaseAsync(session, complaints);
        var now = await session.QuerySingleAsync<DateTimeOffset>($"SELECT {session.Database.Now}");
        var standing = await FollowedComplaints.StandingAsync(session, complaints);
        await HeldRows.PromiseNothingAsync(
            session, standing.FindAll(each => ComplaintStatuses.AnswerBy(each.Status, each.AnswerBy, now) is null).ConvertAll(each => each.Complaint));
    }
}
