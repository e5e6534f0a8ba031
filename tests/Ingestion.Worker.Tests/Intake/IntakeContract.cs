using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Decisions on both stores; after each test the ledger must account for everything accepted (promise P6).</summary>
public abstract class IntakeContract : CoreTests
{
    private protected IntakeContract(StoreKind kind)
        : base(kind)
    {
    }

    /// <summary>Budgets and growth are counted by hours.</summary>
    public override async ValueTask InitializeAsync()
    {
        await UtcHour.WithRoomAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await ReckonAsync();
        await base.DisposeAsync();
    }

    private protected Task<string> NumberOfAsync(long? complaintId) =>
        SingleAsync<string>("SELECT tracking_number FROM complaint WHERE id = @complaintId", new { complaintId });

    private protected Task<long> CountAsync(string table) => SingleAsync<long>($"SELECT count(*) FROM {table}");

    /// <summary>Asserts how many complaints and acknowledgements there are.</summary>
    private protected async Task AssertPoolAsync(long complaints, long acknowledgements) => Assert.Equal(
        (complaints, acknowledgements),
        await SingleAsync<(long, long)>("SELECT (SELECT count(*) FROM complaint), (SELECT count(*) FROM outbox WHERE purpose = 'ack')"));

    /// <summary>Accepted = the sum of the outcomes + what waits, in one query; parked messages are among the quarantined.</summary>
    private async Task ReckonAsync()
    {
        var sum = await SingleAsync<Reckoned>(
            """
            SELECT count(*) AS accepted,
              count(CASE WHEN l.outcome IN ('complaint', 'follow-up', 'repeat-contact') THEN 1 END) AS registered,
              count(CASE WHEN l.outcome = 'duplicate' THEN 1 END) AS duplicates,
              count(CASE WHEN l.outcome IN ('revision', 'command') THEN 1 END) AS remarks,
              count(CASE WHEN l.outcome = 'machine-mail' THEN 1 END) AS machine_mail,
              count(CASE WHEN l.outcome = 'quarantined' THEN 1 END) AS quarantined,
              count(CASE WHEN l.message_id IS NULL AND i.message_id IS NOT NULL AND i.parked_at IS NULL THEN 1 END) AS waiting,
              count(CASE WHEN l.message_id IS NOT NULL AND i.message_id IS NOT NULL AND i.parked_at IS NULL THEN 1 END) AS twice,
              count(CASE WHEN i.parked_at IS NOT NULL AND (l.outcome IS NULL OR l.outcome <> 'quarantined') THEN 1 END) AS parked_without_outcome
            FROM message m LEFT JOIN ledger l ON l.message_id = m.id LEFT JOIN inbox i ON i.message_id = m.id
            """);
        Assert.Equal(sum.Accepted, sum.Registered + sum.Duplicates + sum.Remarks + sum.MachineMail + sum.Quarantined + sum.Waiting);
        Assert.Equal((0L, 0L), (sum.Twice, sum.ParkedWithoutOutcome));

        // What was registered is all there: one readable message each, one opening event for each complaint, versions without a gap; edits and deletions add no message.
        Assert.Equal(sum.Registered, await SingleAsync<long>("SELECT count(*) FROM complaint_message WHERE revises IS NULL"));
        Assert.Equal(
            (0L, 0L),
            await SingleAsync<(long, long)>(
                """
                SELECT
                  (SELECT count(*) FROM complaint c WHERE c.version <> (SELECT count(*) FROM event e WHERE e.complaint_id = c.id)
                     OR c.version <> (SELECT max(e.version) FROM event e WHERE e.complaint_id = c.id)
                     OR c.message_count <> (SELECT count(*) FROM complaint_message m WHERE m.complaint_id = c.id AND m.revises IS NULL)),
                  (SELECT count(*) FROM complaint c WHERE c.id NOT IN (SELECT complaint_id FROM outbox) AND NOT EXISTS (
                     SELECT 1 FROM ledger l WHERE l.complaint_id = c.id AND CAST(l.reasons AS text) LIKE '%"code":"suppressed"%'))
                """));
    }

    private sealed record Reckoned
    {
        public long Accepted { get; init; }

        public long Registered { get; init; }

        public long Duplicates { get; init; }

        public long Remarks { get; init; }

        public long MachineMail { get; init; }

        public long Quarantined { get; init; }

        public long Waiting { get; init; }

        public long Twice { get; init; }

        public long ParkedWithoutOutcome { get; init; }
    }
}
