using System.Globalization;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>
/// Takes the content out of messages. Their keys stay, so that a provider that offers them again brings nothing back, and so do their outcomes.
/// </summary>
internal static class ErasedMessages
{
    private const int MostSteps = 10;

    public static Task<long?> FindAsync(StoreSession session, string channel, string externalId) =>
        session.QuerySingleOrDefaultAsync<long?>("SELECT id FROM message WHERE channel = @channel AND external_id = @externalId", new { channel, externalId });

    public static Task<List<long>> OfComplaintAsync(StoreSession session, long complaint) =>
        session.QueryAsync<long>("SELECT message_id FROM ledger WHERE complaint_id = @complaint", new { complaint });

    /// <summary>What these senders wrote that is no text of a complaint.</summary>
    public static async Task<List<long>> OfSendersAsync(StoreSession session, IReadOnlyCollection<Guid> senders) => senders.Count == 0
        ? []
        : await session.QueryAsync<long>($"SELECT message_id FROM ledger WHERE {session.Database.In("sender", "@senders")}", new { senders = session.Database.List([.. senders]) });

    /// <summary>All that say the same or are versions of the same: the ledger's reasons tell. Reads the whole ledger.</summary>
    public static async Task<HashSet<long>> WithVersionsAsync(StoreSession session, long message)
    {
        var own = await session.QuerySingleOrDefaultAsync<string?>("SELECT CAST(reasons AS text) FROM ledger WHERE message_id = @message", new { message });
        var all = new HashSet<long> { message };
        all.UnionWith(Originals(own));
        List<long> found = [.. all];
        for (var step = 0; step < MostSteps && found.Count > 0; step++)
        {
            var later = await session.QueryAsync<(long MessageId, string Reasons)>(
                $"""
                SELECT message_id, CAST(reasons AS text) FROM ledger WHERE outcome IN ('revision', 'duplicate')
                  AND ({string.Join(" OR ", found.Select(id => string.Create(CultureInfo.InvariantCulture, $"CAST(reasons AS text) LIKE '%\"detail\":\"{id}\"%'")))})
                """);
            found = [.. later.Where(row => Originals(row.Reasons).Any(all.Contains)).Select(row => row.MessageId).Where(all.Add)];
        }

        return all;
    }

    /// <summary>The same of messages that stand in complaints, by what was recorded of those.</summary>
    public static async Task<HashSet<long>> WithVersionsAsync(StoreSession session, IReadOnlyCollection<long> messages)
    {
        var database = session.Database;
        var recorded = await session.QueryAsync<(long MessageId, string Reasons)>(
            $"""
            SELECT message_id, CAST(reasons AS text) FROM ledger WHERE outcome IN ('revision', 'duplicate')
              AND complaint_id IN (SELECT complaint_id FROM ledger WHERE complaint_id IS NOT NULL AND {database.In("message_id", "@ids")})
            """,
            new { ids = database.List([.. messages]) });
        var all = messages.ToHashSet();
        var left = recorded.Select(row => (row.MessageId, Originals: Originals(row.Reasons).ToList())).ToList();
        while (left.FindAll(row => all.Contains(row.MessageId) || row.Originals.Exists(all.Contains)) is { Count: > 0 } found)
        {
            found.ForEach(row => all.UnionWith([row.MessageId, .. row.Originals]));
            left = left.FindAll(row => !found.Contains(row));
        }

        return all;
    }

    /// <summary>What later versions of these messages are known by.</summary>
    public static Task<List<Guid>> IdentitiesAsync(StoreSession session, IReadOnlyCollection<long> messages) => session.QueryAsync<Guid>(
        $"SELECT identity FROM message_identity WHERE {session.Database.In("message_id", "@ids")} OR {session.Database.In("current_id", "@ids")}",
        new { ids = session.Database.List([.. messages]) });

    public static Task<List<ErasableMessage>> DescribeAsync(StoreSession session, IReadOnlyCollection<long> messages) => session.QueryAsync<ErasableMessage>(
        $"""
        SELECT m.id, m.channel, m.external_id, length(m.raw) AS bytes, l.outcome, l.complaint_id
        FROM message m LEFT JOIN ledger l ON l.message_id = m.id WHERE {session.Database.In("m.id", "@ids")} ORDER BY m.id
        """,
        new { ids = session.Database.List([.. messages]) });

    /// <summary>Those not decided yet leave the queue and are quarantined for good. Returns how many had content.</summary>
    public static async Task<int> EraseAsync(StoreSession session, IReadOnlyCollection<ErasableMessage> messages, string by)
    {
        var database = session.Database;
        var ids = database.List([.. messages.Select(message => message.Id)]);
        await session.ExecuteAsync($"DELETE FROM inbox WHERE {database.In("message_id", "@ids")}", new { ids });
        var ledger = new LedgerRows();
        foreach (var message in messages.Where(message => message.Outcome is null))
        {
            ledger.Add(message.Id, Outcome.Quarantined, null, null, [new Reason("operator", "erased", by)]);
        }

        await session.RunAsync([ledger.Statement]);
        await session.ExecuteAsync($"UPDATE ledger SET sender = NULL WHERE sender IS NOT NULL AND {database.In("message_id", "@ids")}", new { ids });
        await session.ExecuteAsync(
            $"UPDATE message_identity SET is_erased = {database.Sql("true", "1")} WHERE {database.In("message_id", "@ids")} OR {database.In("current_id", "@ids")}", new { ids });
        return await session.ExecuteAsync(
            $"UPDATE message SET raw = {database.Sql("''::bytea", "x''")}, context = NULL WHERE (length(raw) > 0 OR context IS NOT NULL) AND {database.In("id", "@ids")}", new { ids });
    }

    private static IEnumerable<long> Originals(string? reasons) => reasons is null
        ? []
        : ReasonJson.Read(reasons)
            .Where(reason => reason is { Rule: "revision", Code: "edited" or "withdrawn" or "edited-copy" } or { Rule: "duplicate", Code: "same-content" })
            .Select(reason => long.TryParse(reason.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0);
}
