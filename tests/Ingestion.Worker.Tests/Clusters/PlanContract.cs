using System.Globalization;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Following;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Ingestion.Worker.Tests.Clusters;

/// <summary>
/// What matching, and a customer who follows a number, ask of a pool with twenty thousand complaints and statistics of them: everything is found by a key. The worker's own planner settings are
/// off, so that the plans are what the data suggest.
/// </summary>
public abstract class PlanContract : StoreTests
{
    private protected const int Complaints = 20_000;

    /// <summary>Ids of the filling, beyond those that the worker takes.</summary>
    private const int From = 10_000_000;

    private protected static readonly string[] Tables =
    [
        "complaint", "complaint_message", "complaint_link", "contact_point", "session", "ledger", "match_queue", "near_fingerprint", "fingerprint_key", "complaint_number", "cluster", "cluster_hour",
    ];

    private protected PlanContract(StoreKind kind)
        : base(kind)
    {
    }

    /// <summary>One row of each table for each number; keys, contacts and numbers are shared by some.</summary>
    private protected async Task FillAsync()
    {
        var json = Database.Sql("'[]'::json", "'[]'");
        var (yes, blob) = (Database.Sql("true", "1"), Database.Sql("decode(repeat('ab', 256), 'hex')", "zeroblob(256)"));
        var key = Database.Sql("md5('s' || i)::uuid", "printf('%032x', i * 7919)");
        var at = Database.NowPlus("-60 * (i % 10000)");
        foreach (var insert in (string[])
        [
            $"INSERT INTO contact_point (kind, value, contact_id, linked_to) SELECT 'email', 'p' || i || '@customer.example', {From} + i, CASE WHEN i % 50 < 2 THEN {From} + (i - i % 50) END FROM n",
            $"""
            INSERT INTO complaint (id, tracking_number, channel, contact_id, kind, category, priority, language, language_confidence, kind_confidence, category_confidence, needs_review,
              status, received_at, last_message_at, cluster_id)
            SELECT {From} + i, 'f' || i, 'mail', {From} + i / 3, 'complaint', 'delivery', 'normal', 'en', 100, 100, 100, {yes}, CASE WHEN i % 4 = 0 THEN 'closed' ELSE 'received' END, {at}, {at},
              CASE WHEN i % 5 = 0 THEN {From} + i / 20 END FROM n
            """,
            $"INSERT INTO complaint_message (complaint_id, message_id, conversation_key, contact_id, subject, body) SELECT {From} + i, {From} + i, {key}, {From} + i / 3, 'subject ' || i, 'order 5' || i || ' never came, says number ' || i FROM n",
            $"INSERT INTO complaint_link (complaint_id, other_id, kind, reasons, made_by) SELECT {From} + i, {From} + i - 1, 'suggested', {json}, 'intake' FROM n",
            $"INSERT INTO session (key, complaint_id, message_id, last_at) SELECT {key}, {From} + i, {From} + i, {Database.NowPlus("CASE WHEN i % 50 = 0 THEN -540000 ELSE -60 END")} FROM n",
            $"INSERT INTO ledger (message_id, outcome, complaint_id, reasons) SELECT {From} + i, 'complaint', {From} + i, {json} FROM n",
            $"INSERT INTO match_queue (message_id, complaint_id, at) SELECT {2 * From} + i, {From} + i, {at} FROM n",
            $"INSERT INTO near_fingerprint (message_id, complaint_id, at, content, sketch, words, numbers, reasons) SELECT {From} + i, {From} + i, {at}, 40, {blob}, {blob}, 'm5' || i, {json} FROM n",
            $"INSERT INTO fingerprint_key (key, message_id) SELECT k * 1000003 + (i % (900 * k)), {From} + i FROM n, (SELECT i AS k FROM n WHERE i BETWEEN 1 AND 8) AS keys",
            $"INSERT INTO complaint_number (value, message_id) SELECT '5' || i, {From} + i FROM n",
            $"INSERT INTO cluster (id, size, first_at, last_at) SELECT {From} + i, 2, {at}, {at} FROM n",
            $"INSERT INTO cluster_hour (cluster_id, hour, complaints) SELECT {From} + i, {at}, 2 FROM n",
        ])
        {
            var select = insert.IndexOf("SELECT ", StringComparison.Ordinal);
            await ExecuteAsync($"{insert[..select]} WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Complaints}) {insert[select..]}");
        }

        await ExecuteAsync("ANALYZE;");
    }

    /// <summary>Everything that matching does, once or twice; and what following a number asks for.</summary>
    private protected static async Task ActAsync(CoreOnStore core)
    {
        foreach (var round in (int[])[1, 2])
        {
            // Known customers, alone and linked; a number that is known; two of a new one; a thread of a complaint that is over.
            for (var i = 0; i < 40; i++)
            {
                await core.OfferAsync(Some.Mail($"where is my order 5{1000 + i}, it never came", Some.Email(string.Create(CultureInfo.InvariantCulture, $"p{(round * 1000) + i}@customer.example"))));
                await core.OfferAsync(Some.Mail($"about order 7{i}7788{round} which is broken", Some.Email($"new{i / 2}@customer.example"), $"<{round}-{i}@customer.example>"));
            }

            await core.OfferAsync(Some.Mail("something else altogether: the clerk shouted at me", Some.Email("new1@customer.example")).Answering($"<1-2@customer.example>"));
            await core.DecideAsync();
            await new ClusterStage(core.Database, core.Ids, core.Words).WorkAsync(60, CancellationToken.None);
            await core.Database.WriteAsync(session => session.ExecuteAsync("UPDATE complaint SET status = 'closed' WHERE id IN (SELECT complaint_id FROM complaint_message WHERE complaint_id < 100000 AND message_id < 100000)"), CancellationToken.None);
        }

        await core.Words.ExchangeAsync(core.Database, CancellationToken.None);
        await new MatchSweeper(core.Database, TimeProvider.System, NullLogger<MatchSweeper>.Instance).SweepAsync(TimeProvider.System.GetUtcNow().AddMinutes(-450), TimeProvider.System.GetUtcNow().AddDays(-2), CancellationToken.None);
        await core.Database.WriteAsync(session => FingerprintRemoval.OfAsync(session, [From + 7, From + 8]), CancellationToken.None);
        await core.Database.WriteAsync(session => FingerprintRemoval.MoveAsync(session, [From + 9], From + 10), CancellationToken.None);
        await ClusterReads.ListAsync(core.Database, 20, false, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await ClusterReads.MembersAsync(core.Database, From + 20, 20, true, CancellationToken.None);
        foreach (var (digits, address) in await core.Database.ReadAsync(
            session => session.QueryAsync<(string, string)>(
                "SELECT c.tracking_number, p.value FROM complaint c JOIN contact_point p ON p.contact_id = c.contact_id WHERE c.id < @From LIMIT 3", new { From }), CancellationToken.None))
        {
            Assert.True(TrackingNumber.TryParse(digits, out var number));
            Assert.NotNull(await new StatusLookup(core.Database, []).FindAsync(number, address, CancellationToken.None));
        }
    }
}
