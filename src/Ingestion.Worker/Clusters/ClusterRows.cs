using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>All rows that comparing a batch makes.</summary>
internal sealed class ClusterRows
{
    private readonly UpdateRows done = new("DELETE FROM match_queue USING v WHERE match_queue.message_id = v.message_id", "DELETE FROM match_queue WHERE message_id = @message_id");
    private readonly FingerprintRows fingerprints = new();
    private readonly ComplaintLinkRows links = new();
    private readonly ClusterTotals totals = new();
    private readonly ClusterMemberRows members = new();
    private readonly EventRows events = new();
    private readonly StoreColumn<long> doneId;

    private ClusterRows() => doneId = done.Int64("message_id");

    public IReadOnlyList<StoreStatement> Statements => [done, .. fingerprints.Statements, links.Statement, .. totals.Statements, members.Statement, events.Statement];

    /// <param name="queued">Messages that do not wait any more.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="complaints">The complaints that entered a cluster, locked, with their versions.</param>
    /// <param name="growth">Complaints of a cluster in the last hour.</param>
    /// <param name="nextEvent">The first of enough ids.</param>
    public static ClusterRows Of(
        IReadOnlyList<long> queued, IReadOnlyList<ClusterDecision> decisions, IReadOnlyDictionary<long, Complaints.KnownComplaint> complaints, Func<long, int> growth, long nextEvent)
    {
        var rows = new ClusterRows();
        foreach (var message in queued)
        {
            rows.doneId.Add(message);
        }

        foreach (var decision in decisions)
        {
            rows.fingerprints.Add(decision.Message, decision.Reasons);
            foreach (var (other, kind, score, points) in decision.Links)
            {
                rows.links.Add(decision.Message.ComplaintId, other, kind, score, ReasonJson.Write([new Reason(ClusterRules.Name, "candidate", points)]), ClusterRules.Name);
            }

            foreach (var entry in decision.Entered.Where(entry => complaints.ContainsKey(entry.Complaint)))
            {
                var version = complaints[entry.Complaint].Version + 1;
                rows.totals.Add(entry);
                rows.members.Add(entry.Complaint, entry.Cluster);
                rows.events.Add(nextEvent++, entry.Complaint, version, "complaint.clustered", new EventPayload
                {
                    ClusterId = entry.Cluster,
                    ClusterSize = entry.Size,
                    ClusterPerHour = growth(entry.Cluster),
                });
            }
        }

        rows.totals.Finish();
        return rows;
    }
}
