using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>
/// Links between complaints. A link that stands already stays as it is; so does one that was taken back: nothing but an operator's word makes it
/// again.
/// </summary>
internal sealed class ComplaintLinkRows
{
    private readonly InsertRows rows = new("complaint_link", "(complaint_id, other_id, kind) DO NOTHING");
    private readonly StoreColumn<long> complaintId;
    private readonly StoreColumn<long> otherId;
    private readonly StoreColumn<string?> kind;
    private readonly StoreColumn<float?> score;
    private readonly StoreColumn<byte[]?> reasons;
    private readonly StoreColumn<string?> madeBy;

    public ComplaintLinkRows()
    {
        complaintId = rows.Int64("complaint_id");
        otherId = rows.Int64("other_id");
        kind = rows.Text("kind");
        score = rows.Real("score");
        reasons = rows.Json("reasons");
        madeBy = rows.Text("made_by");
    }

    public StoreStatement Statement => rows;

    /// <param name="one">A complaint. Which of the two is the later one, their ids tell.</param>
    /// <param name="other">Another complaint.</param>
    /// <param name="what">One of <see cref="ComplaintLinkKinds"/>.</param>
    /// <param name="points">What the evidence weighs; null where nothing was weighed.</param>
    /// <param name="why">The reasons as the ledger's: <c>[{"rule":…,"code":…,"detail":…}]</c>, UTF-8.</param>
    /// <param name="by">Who says so: <c>intake</c>, or an operator.</param>
    public void Add(long one, long other, string what, float? points, byte[] why, string by)
    {
        complaintId.Add(Math.Max(one, other));
        otherId.Add(Math.Min(one, other));
        kind.Add(what);
        score.Add(points);
        reasons.Add(why);
        madeBy.Add(by);
    }
}
