using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>Says how far a complaint is.</summary>
internal sealed class StatusChange(Database database, IdBlock ids, string actor)
{
    /// <param name="number">The complaint.</param>
    /// <param name="status">One of <see cref="ComplaintStatuses.All"/>.</param>
    /// <param name="expectedOn">When an end is expected; null for no such day.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="CorrectionRefusedException">It makes no sense.</exception>
    public async Task SetAsync(TrackingNumber number, string status, DateOnly? expectedOn, CancellationToken cancellationToken)
    {
        var firstEvent = await ids.TakeAsync(1, cancellationToken);
        await database.WriteAsync(
            async session =>
            {
                var id = await CorrectionScope.FindAsync(session, number);
                var scope = await CorrectionScope.LockAsync(session, [id], actor, firstEvent);
                var complaint = scope[id];
                if (complaint.MergedInto is { } successor)
                {
                    var holder = (await ComplaintPool.NumbersAsync(session, [successor]))[successor];
                    throw new CorrectionRefusedException($"{number.Format()} is merged into {holder.Format()}: that one's status counts");
                }

                if (complaint.Status == status && expectedOn is null)
                {
                    throw new CorrectionRefusedException($"{number.Format()} is {status} already");
                }

                await ComplaintChanges.SetStatusAsync(session, id, status, expectedOn);
                await scope.TellAsync(id, "complaint.status-changed", new EventPayload { Status = status, ExpectedOn = expectedOn }, status, complaint.Status);
                await scope.EndAsync();
            },
            cancellationToken);
    }
}
