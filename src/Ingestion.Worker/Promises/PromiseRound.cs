using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Promises;

/// <summary>One look at the promises whose time has come: what follows, with its events and what goes another way, in one transaction.</summary>
/// <param name="database">The store.</param>
/// <param name="ids">Ids for new rows.</param>
/// <param name="settings">When an alarm is due, and whether there is a fallback.</param>
/// <param name="routes">The channels that can send.</param>
/// <param name="ownIds">Makes the Message-ID of what goes another way.</param>
internal sealed class PromiseRound(Database database, IdBlock ids, AcknowledgementSettings settings, IReadOnlyList<SendingRoute> routes, SignedMessageId ownIds)
{
    private const int BatchSize = 200;

    /// <summary>An event, and the message that goes another way.</summary>
    private const int IdsPerPromise = 2;

    /// <summary>How promises stand.</summary>
    public Task<PromisesNow> NowAsync(CancellationToken cancellationToken) => WatchedPromises.NowAsync(database, settings.AlarmBefore, cancellationToken);

    public async Task<IReadOnlyList<PromiseLook>> LookAsync(CancellationToken cancellationToken)
    {
        var nextId = await ids.TakeAsync(BatchSize * IdsPerPromise, cancellationToken);
        return await database.WriteAsync(session => LookAsync(session, nextId), cancellationToken);
    }

    private async Task<IReadOnlyList<PromiseLook>> LookAsync(StoreSession session, long nextId)
    {
        await session.LockAsync(["promises"]);
        var due = await WatchedPromises.DueAsync(session, BatchSize);

        // A "stop" from any of a customer's points waits for the customer, too: it counts for what is planned here, or finds it.
        var customers = settings.Fallback == FallbackRoute.None
            ? []
            : await ContactPlace.KnownAsync(session, [.. due.Where(look => look.FallbackOf is null).Select(look => look.Point.Folded()).Distinct()]);

        // Before anything is written: events stand in the order of the transactions' first writing, and a complaint's must be that of its versions.
        var complaints = await ComplaintPool.ComplaintsAsync(session, [.. due.Select(look => look.ComplaintId)], []);
        var (now, promises) = await WatchedPromises.LockAsync(session, due);
        var steps = promises.ConvertAll(promise => (Promise: promise, Step: PromiseJudge.Judge(promise, now, settings.AlarmBefore)));
        var points = await PointsAsync(session, customers, [.. steps.Where(each => each.Step.WantsFallback).Select(each => each.Promise)]);
        var messages = (await WatchedPromises.LoadAsync(session, [.. points.Keys])).ToDictionary(row => row.Id);
        var looks = steps.ConvertAll(each => new PromiseLook(each.Promise, each.Step, Fallback(each.Promise, points, messages, ref nextId)));
        await WriteAsync(session, looks, complaints.ToDictionary(complaint => complaint.Id, complaint => complaint.Version), now, nextId);
        return looks;
    }

    private OutboxMessage? Fallback(WatchedPromise promise, Dictionary<long, IReadOnlyList<LinkedPoint>> points, Dictionary<long, OutboxRow> messages, ref long nextId)
    {
        if (!points.TryGetValue(promise.Id, out var known) || !messages.TryGetValue(promise.Id, out var row))
        {
            return null;
        }

        var plan = FallbackPlan.Of(row, known, routes, nextId, ownIds.Create(OutboxWords.Fallback, promise.ComplaintId, nextId));
        nextId += plan is null ? 0 : 1;
        return plan;
    }

    /// <summary>What else the customers of these promises are reached by; only those that have something.</summary>
    private static async Task<Dictionary<long, IReadOnlyList<LinkedPoint>>> PointsAsync(
        StoreSession session, Dictionary<ContactPoint, KnownContactPoint> customers, IReadOnlyList<WatchedPromise> promises)
    {
        var persons = new Dictionary<long, long>();
        foreach (var promise in promises)
        {
            if (customers.GetValueOrDefault(promise.Point.Folded())?.LinkedTo is { } person)
            {
                persons.Add(promise.Id, person);
            }
        }

        var linked = (await ContactLinks.PointsAsync(session, [.. persons.Values.Distinct()])).ToLookup(point => point.PersonId);
        return persons.ToDictionary(promise => promise.Key, IReadOnlyList<LinkedPoint> (promise) => [.. linked[promise.Value]]);
    }

    private async Task WriteAsync(StoreSession session, List<PromiseLook> looks, Dictionary<long, int> versions, DateTimeOffset now, long nextId)
    {
        var rows = new WatchRows(database);
        var outbox = new OutboxRows();
        var events = new EventRows();
        var grown = new VersionRows();
        foreach (var (promise, step, fallback) in looks)
        {
            // With no other way there is nothing to wait for: looked at again at once, as one that has none.
            var nextLook = step is { WantsFallback: true, IsBreach: false } && fallback is null ? now : step.NextLook;
            rows.Add(promise.Id, nextLook, step.IsAlarm, step.IsBreach, fallback?.Id ?? (step.WantsFallback ? 0 : null));
            if (fallback is not null)
            {
                outbox.Add(fallback);
            }

            if (step.BarsItself)
            {
                rows.Bar(promise.Id);
            }

            if (step.BarsFallback)
            {
                rows.Bar(promise.FallbackId!.Value);
            }

            if ((step.IsAlarm || step.IsBreach) && versions.TryGetValue(promise.ComplaintId, out var version))
            {
                events.Add(nextId++, promise.ComplaintId, version + 1, step.IsBreach ? "complaint.acknowledgement-breached" : "complaint.acknowledgement-at-risk", new EventPayload
                {
                    Channel = promise.Channel,
                    Reason = promise.LastReason ?? promise.State,
                });
                grown.Add(promise.ComplaintId, 1);
            }
        }

        await session.RunAsync([.. rows.Statements, outbox.Statement, events.Statement, grown.Statement]);
    }
}
