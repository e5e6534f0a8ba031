using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>
/// Puts a complaint into another, which goes on for both, and takes that back. Nothing is moved: the merged complaint keeps its messages and its
/// number, and answers with its successor as long as it names one; so taking it back is exact.
/// </summary>
internal sealed class ComplaintMerging(Database database, IdBlock ids, string actor)
{
    /// <returns>The number of the complaint that both answer with now; the second itself unless that was put into another one before.</returns>
    /// <exception cref="CorrectionRefusedException">It makes no sense.</exception>
    public async Task<TrackingNumber> MergeAsync(TrackingNumber merged, TrackingNumber into, string? note, CancellationToken cancellationToken)
    {
        var firstEvent = await ids.TakeAsync(2, cancellationToken);
        return await database.WriteAsync(
            async session =>
            {
                var one = await CorrectionScope.FindAsync(session, merged);
                var successor = await CorrectionScope.FindAsync(session, into);
                if (one == successor)
                {
                    throw new CorrectionRefusedException("a complaint cannot be merged into itself");
                }

                var scope = await CorrectionScope.LockAsync(session, [one, successor], actor, firstEvent);
                await scope.RefuseErasedAsync();
                if (scope[one].MergedInto is { } before)
                {
                    var holder = (await ComplaintPool.NumbersAsync(session, [before]))[before];
                    throw new CorrectionRefusedException($"{merged.Format()} is merged into {holder.Format()} already: split it first");
                }

                var chain = await ComplaintFamily.ChainAsync(session, successor);
                if (chain.Contains(one))
                {
                    throw new CorrectionRefusedException($"{into.Format()} is merged into {merged.Format()}: that would be a circle");
                }

                await ComplaintChanges.MergeAsync(session, one, successor);
                await ComplaintLinks.MakeAsync(session, one, successor, ComplaintLinkKinds.Successor, OperatorReasons.Of("merged", note), actor);
                await TellAsync(scope, one, successor, "complaint.merged", "merged", successor);
                return (await ComplaintPool.NumbersAsync(session, [chain[^1]]))[chain[^1]];
            },
            cancellationToken);
    }

    /// <summary>The complaint stands for itself again, with its own messages. What came in meanwhile stays with the successor.</summary>
    /// <returns>The number of the complaint that it had been put into.</returns>
    /// <exception cref="CorrectionRefusedException">It is not merged.</exception>
    public async Task<TrackingNumber> SplitAsync(TrackingNumber merged, CancellationToken cancellationToken)
    {
        var firstEvent = await ids.TakeAsync(2, cancellationToken);
        return await database.WriteAsync(
            async session =>
            {
                var one = await CorrectionScope.FindAsync(session, merged);
                var successor = await ComplaintFamily.ChainAsync(session, one) is [_, var next, ..] ? next : throw NotMerged(merged);
                var scope = await CorrectionScope.LockAsync(session, [one, successor], actor, firstEvent);
                if (scope[one].MergedInto != successor)
                {
                    throw NotMerged(merged);
                }

                await ComplaintChanges.MergeAsync(session, one, null);
                await ComplaintLinks.UndoAsync(session, one, successor, [ComplaintLinkKinds.Successor], actor);
                await TellAsync(scope, one, successor, "complaint.split", "split", null);
                return (await ComplaintPool.NumbersAsync(session, [successor]))[successor];
            },
            cancellationToken);
    }

    private static CorrectionRefusedException NotMerged(TrackingNumber number) =>
        new($"{number.Format()} is not merged into another complaint; to take messages out of it, name them with --messages");

    private static async Task TellAsync(CorrectionScope scope, long one, long successor, string type, string action, long? survivor)
    {
        foreach (var (id, linked) in ((long, long)[])[(one, successor), (successor, one)])
        {
            var was = survivor is null
                ? FormattableString.Invariant($"complaint {one} merged into {successor}")
                : FormattableString.Invariant($"complaints {one} and {successor} apart");
            await scope.TellAsync(id, type, new EventPayload { LinkedComplaintId = linked, SuccessorId = survivor }, action, was);
        }

        await scope.EndAsync();
    }
}
