using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>A complaint among others.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Own">Its number.</param>
/// <param name="AnswersWith">The complaint that goes on for it; null when it stands for itself.</param>
/// <param name="AnswersFor">Those that were merged into it, by way of others too.</param>
/// <param name="Links">Its links, also those taken back.</param>
/// <param name="Numbers">The numbers of all complaints that are named.</param>
internal sealed record ComplaintView(
    long Id, TrackingNumber Own, TrackingNumber? AnswersWith, IReadOnlyList<TrackingNumber> AnswersFor, IReadOnlyList<ComplaintLink> Links, IReadOnlyDictionary<long, TrackingNumber> Numbers)
{
    /// <summary>The number of the other side.</summary>
    public TrackingNumber Number(ComplaintLink link) => Numbers.GetValueOrDefault(link.From(Id));

    public static Task<ComplaintView?> OfAsync(Database database, TrackingNumber number, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            if (await ComplaintPool.FindAsync(session, number) is not { } id)
            {
                return null;
            }

            var chain = await ComplaintFamily.ChainAsync(session, id);
            var before = await ComplaintFamily.PredecessorsAsync(session, id);
            var links = await ComplaintLinks.OfAsync(session, [id]);
            var numbers = await ComplaintPool.NumbersAsync(session, [.. chain, .. before, .. links.Select(link => link.From(id))]);
            return new ComplaintView(
                id, number, chain.Count > 1 ? numbers[chain[^1]] : null, before.ConvertAll(each => numbers[each]), links, numbers);
        },
        cancellationToken);
}
