using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>Says of two complaints that they belong together, or that they do not, whoever said so before.</summary>
internal sealed class ComplaintLinking(Database database, IdBlock ids, string actor)
{
    /// <exception cref="CorrectionRefusedException">It makes no sense.</exception>
    public Task LinkAsync(TrackingNumber first, TrackingNumber second, string? note, CancellationToken cancellationToken) => RunAsync(
        first,
        second,
        async (session, scope, one, other) =>
        {
            await scope.RefuseErasedAsync();
            var family = await ComplaintFamily.AllAsync(session, one);
            if (family.Contains(other))
            {
                throw new CorrectionRefusedException($"{scope.Name(one)} and {scope.Name(other)} are merged: they are one already");
            }

            if (!await ComplaintLinks.MakeAsync(session, one, other, ComplaintLinkKinds.Same, OperatorReasons.Of("linked", note), actor))
            {
                throw new CorrectionRefusedException($"{scope.Name(one)} and {scope.Name(other)} are linked already");
            }

            await TellAsync(scope, one, other, "complaint.linked", "linked");
        },
        cancellationToken);

    /// <exception cref="CorrectionRefusedException">There is no link, or one of the two was put into the other.</exception>
    public Task UnlinkAsync(TrackingNumber first, TrackingNumber second, CancellationToken cancellationToken) => RunAsync(
        first,
        second,
        async (session, scope, one, other) =>
        {
            if (scope[one].MergedInto == other || scope[other].MergedInto == one)
            {
                var (merged, into) = scope[one].MergedInto == other ? (one, other) : (other, one);
                throw new CorrectionRefusedException($"{scope.Name(merged)} is merged into {scope.Name(into)}: split {scope.Name(merged)} instead");
            }

            if (await ComplaintLinks.UndoAsync(session, one, other, ComplaintLinkKinds.Loose, actor) == 0)
            {
                throw new CorrectionRefusedException($"there is no link between {scope.Name(one)} and {scope.Name(other)}");
            }

            await TellAsync(scope, one, other, "complaint.unlinked", "unlinked");
        },
        cancellationToken);

    private async Task RunAsync(
        TrackingNumber first, TrackingNumber second, Func<StoreSession, CorrectionScope, long, long, Task> work, CancellationToken cancellationToken)
    {
        var firstEvent = await ids.TakeAsync(2, cancellationToken);
        await database.WriteAsync(
            async session =>
            {
                var one = await CorrectionScope.FindAsync(session, first);
                var other = await CorrectionScope.FindAsync(session, second);
                if (one == other)
                {
                    throw new CorrectionRefusedException("that is one complaint");
                }

                var scope = await CorrectionScope.LockAsync(session, [one, other], actor, firstEvent);
                await work(session, scope, one, other);
                await scope.EndAsync();
            },
            cancellationToken);
    }

    private static async Task TellAsync(CorrectionScope scope, long one, long other, string type, string action)
    {
        var link = type == "complaint.linked" ? ComplaintLinkKinds.Same : null;
        foreach (var (id, linked) in ((long, long)[])[(one, other), (other, one)])
        {
            await scope.TellAsync(
                id, type, new EventPayload { LinkedComplaintId = linked, Link = link }, action, FormattableString.Invariant($"{(link is null ? "linked" : "not linked")} with complaint {linked}"));
        }
    }
}
