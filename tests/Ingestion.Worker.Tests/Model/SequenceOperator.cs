using System.Security.Cryptography;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Tests.Core;

namespace Ingestion.Worker.Tests.Model;

/// <summary>
/// What operators say in one sequence, told to the model at once and to the pool when it is its turn. What the model takes for senseless must be
/// refused.
/// </summary>
internal sealed class SequenceOperator(ReferencePool pool, IReadOnlyList<ContactPoint> points)
{
    private const string Actor = "the model";

    private static readonly string[] Statuses = ["closed", "resolved", "received"];

    public static bool Says(StepKind kind) => kind >= StepKind.LinkContacts;

    /// <summary>The word of a step, which tells what went wrong; null when there is nothing to speak about.</summary>
    /// <param name="step">The step.</param>
    /// <param name="messages">All messages so far.</param>
    public OperatorWord? WordOf(Step step, IReadOnlyList<ReferenceMessage> messages)
    {
        if (step.Kind is StepKind.LinkContacts or StepKind.UnlinkContacts)
        {
            return Contacts(step);
        }

        if (pool.Complaints.Count == 0)
        {
            return null;
        }

        var one = pool.Complaints[step.Which % pool.Complaints.Count];
        var other = pool.Complaints[step.Who % pool.Complaints.Count];
        return step.Kind switch
        {
            StepKind.SetStatus => SetStatus(one, Statuses[step.How % Statuses.Length]),
            StepKind.Merge => Merge(one, other),
            StepKind.TakeApart => TakeApart(pool.Complaints.Find(complaint => complaint.MergedInto is not null) ?? one),
            StepKind.Split => Split(step, messages),
            StepKind.LinkComplaints => Link(one, other),
            _ => Unlink(one, other),
        };
    }

    private OperatorWord? Contacts(Step step)
    {
        var known = points.Where(pool.Knows).ToList();
        if (known.Count < 2)
        {
            return null;
        }

        var one = known[step.Which % known.Count];
        known.Remove(one);
        var other = known[step.Who % known.Count];
        var links = step.Kind == StepKind.LinkContacts;
        var changes = links ? pool.Persons.Link(one, other) : pool.Persons.Unlink(one, other);
        if (changes)
        {
            pool.Complaints.FindAll(complaint => complaint.Opener == one || complaint.Opener == other).ForEach(complaint => complaint.Version++);
        }

        return new OperatorWord(Named(links ? "contacts linked" : "contacts unlinked", changes), async core =>
        {
            var (first, second) = await core.Database.ReadAsync(
                async session => (await ContactLinks.FindAsync(session, one), await ContactLinks.FindAsync(session, other)), CancellationToken.None);
            return first is null || second is null ? "a contact whose message was registered is not known"
                : await Worker.Commands.Contacts.DecideAsync(core.Database, links, first, second, null, Actor, CancellationToken.None) == changes ? null
                : $"{(links ? "linking" : "unlinking")} two contacts {(changes ? "changed nothing" : "changed something")}";
        });
    }

    private static OperatorWord SetStatus(ReferenceComplaint complaint, string status)
    {
        var makesSense = complaint.MergedInto is null && complaint.Status != status;
        if (makesSense)
        {
            complaint.Status = status;
            complaint.Version++;
        }

        return Word("status", makesSense, core => new StatusChange(core.Database, core.Ids, Actor, core.Notices, new CustomerUpdates(CoreOnStore.OwnIds)).SetAsync(new NewStatus(Number(complaint), status), CancellationToken.None));
    }

    private static OperatorWord Merge(ReferenceComplaint one, ReferenceComplaint into)
    {
        var makesSense = one.MergedInto is null && into.Last != one;
        if (makesSense)
        {
            one.MergedInto = into;
            one.Version++;
            into.Version++;
        }

        return Word("merged", makesSense, async core =>
        {
            var last = await new ComplaintMerging(core.Database, core.Ids, Actor).MergeAsync(Number(one), Number(into), null, CancellationToken.None);
            return last == Number(into.Last) ? null : "a merged number answers with another than the last of its chain";
        });
    }

    private static OperatorWord TakeApart(ReferenceComplaint one)
    {
        var successor = one.MergedInto;
        if (successor is not null)
        {
            one.MergedInto = null;
            one.Version++;
            successor.Version++;
        }

        return Word("taken apart", successor is not null, async core =>
            await new ComplaintMerging(core.Database, core.Ids, Actor).SplitAsync(Number(one), CancellationToken.None) == Number(successor!) ? null : "it was taken from another than it was put into");
    }

    private OperatorWord? Split(Step step, IReadOnlyList<ReferenceMessage> messages)
    {
        var registered = messages.Where(message => message.Outcome is "complaint" or "follow-up" or "repeat-contact").ToList();
        if (registered.Count == 0)
        {
            return null;
        }

        var message = registered[step.Which % registered.Count];
        var from = message.Complaint!;
        var makesSense = from.MergedInto is null && from.Messages.MinBy(other => other.Id) != message;
        var opened = makesSense ? pool.Split(message, messages) : null;
        return Word("split", makesSense, async core =>
        {
            var number = await new MessageSplitting(core.Database, core.Ids, (at, _, _) => at.AddDays(3), RandomNumberGenerator.Create(), Actor)
                .SplitAsync(Number(from), [message.Id], CancellationToken.None);
            opened!.Number = number.Digits;
            opened.Id = await core.Database.ReadAsync(
                session => session.QuerySingleAsync<long>("SELECT id FROM complaint WHERE tracking_number = @number", new { number = number.Digits }), CancellationToken.None);
            return pool.Complaints.Exists(other => other != opened && other.Number == opened.Number) ? "a split gave a number that was given before" : null;
        });
    }

    private OperatorWord Link(ReferenceComplaint one, ReferenceComplaint other)
    {
        var makesSense = one.Last != other.Last && pool.Links.Add(one, other);
        return Word("complaints linked", makesSense, core => new ComplaintLinking(core.Database, core.Ids, Actor).LinkAsync(Number(one), Number(other), null, CancellationToken.None));
    }

    /// <summary>Links that the worker made count, too: which these are, the model leaves to the pool.</summary>
    private OperatorWord Unlink(ReferenceComplaint one, ReferenceComplaint other)
    {
        var mayMakeSense = one != other && one.MergedInto != other && other.MergedInto != one;
        var makesSense = mayMakeSense && pool.Links.Remove(one, other);
        return new OperatorWord(Named("complaints unlinked", makesSense), async core =>
        {
            var byWorker = mayMakeSense && !makesSense && await core.Database.ReadAsync(
                session => session.QuerySingleAsync<long>(
                    "SELECT count(*) FROM complaint_link WHERE complaint_id = @later AND other_id = @earlier AND undone_at IS NULL AND made_by <> @Actor",
                    new { later = Math.Max(one.Id!.Value, other.Id!.Value), earlier = Math.Min(one.Id.Value, other.Id.Value), Actor }),
                CancellationToken.None) > 0;
            one.Version += byWorker ? 1 : 0;
            other.Version += byWorker ? 1 : 0;
            return await SayAsync(
                makesSense || byWorker,
                async () =>
                {
                    await new ComplaintLinking(core.Database, core.Ids, Actor).UnlinkAsync(Number(one), Number(other), CancellationToken.None);
                    return null;
                });
        });
    }

    private static TrackingNumber Number(ReferenceComplaint complaint) =>
        TrackingNumber.TryParse(complaint.Number, out var number) ? number : throw new InvalidOperationException("a complaint without a number");

    private static string Named(string what, bool makesSense) => makesSense ? what : "not " + what;

    private static OperatorWord Word(string what, bool makesSense, Func<CoreOnStore, Task> say) => Word(what, makesSense, async core =>
    {
        await say(core);
        return null;
    });

    private static OperatorWord Word(string what, bool makesSense, Func<CoreOnStore, Task<string?>> say) =>
        new(Named(what, makesSense), core => SayAsync(makesSense, () => say(core)));

    private static async Task<string?> SayAsync(bool makesSense, Func<Task<string?>> say)
    {
        try
        {
            var problem = await say();
            return makesSense ? problem : "a word that makes no sense was not refused";
        }
        catch (CorrectionRefusedException exception)
        {
            return makesSense ? $"a word that makes sense was refused: {exception.Message}" : null;
        }
    }
}
