using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>Takes a person's word for what a complaint is: it changes the complaint, and is kept for the classifier to learn from.</summary>
internal sealed class Labelling(Database database, IdBlock ids, string actor)
{
    /// <param name="number">The complaint.</param>
    /// <param name="kind">What it is; null leaves it as it is.</param>
    /// <param name="category">What it is about; null leaves it as it is.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What it was before, kind and category.</returns>
    /// <exception cref="CorrectionRefusedException">It makes no sense.</exception>
    /// <exception cref="NothingNewException">That was said last, by whomever. What the classifier thinks already is news when a person says it first.</exception>
    public async Task<ComplaintTraits> LabelAsync(TrackingNumber number, string? kind, string? category, string by, CancellationToken cancellationToken)
    {
        var firstEvent = await ids.TakeAsync(1, cancellationToken);
        return await database.WriteAsync(
            async session =>
            {
                var id = await CorrectionScope.FindAsync(session, number);
                var scope = await CorrectionScope.LockAsync(session, [id], actor, firstEvent);
                if (scope[id].MergedInto is { } successor)
                {
                    var holder = (await ComplaintPool.NumbersAsync(session, [successor]))[successor];
                    throw new CorrectionRefusedException($"{number.Format()} is merged into {holder.Format()}: label that one");
                }

                var before = await ComplaintPool.TraitsAsync(session, id);
                var (newKind, newCategory) = (kind ?? before.Kind, category ?? before.Category);
                if ((newKind, newCategory) == (before.Kind, before.Category) && await Labels.LastAsync(session, id) == (newKind, newCategory))
                {
                    throw new NothingNewException($"{number.Format()} is labelled {newKind}, {newCategory} already");
                }

                await ComplaintChanges.ReclassifyAsync(session, id, newKind, newCategory);
                await Labels.AddAsync(session, id, before, newKind, newCategory, by);
                await scope.TellAsync(
                    id,
                    "complaint.reclassified",
                    new EventPayload { Kind = newKind, Category = newCategory, NeedsReview = false },
                    "labelled",
                    $"{before.Kind}, {before.Category}");
                await scope.EndAsync();
                return before;
            },
            cancellationToken);
    }
}
