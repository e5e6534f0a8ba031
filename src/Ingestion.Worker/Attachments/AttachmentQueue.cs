using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Attachments;

/// <summary>Leases attachments that are to be fetched and records what became of them. Every write names the fence.</summary>
internal sealed class AttachmentQueue(Database database, IdBlock fences, AttachmentSettings settings)
{
    /// <summary>Why attachments wait that their folder does not take.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>A leased attachment may wait this long before its fetch begins.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>For writing and recording, when the fetch took all its time.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);

    /// <summary>Attachments of the channel whose time has come, the longest waiting first, those of one message together.</summary>
    public async Task<List<AttachmentRow>> LeaseAsync(string channel, int most, CancellationToken cancellationToken)
    {
        var fence = await fences.TakeAsync(1, cancellationToken);
        var rows = await database.WriteAsync(
            session => session.QueryAsync<AttachmentRow>(
                $"""
                WITH picked AS (
                  SELECT message_id, number FROM attachment
                  WHERE state = 'waiting' AND channel = @channel AND not_before <= {database.Now} AND (leased_until IS NULL OR leased_until < {database.Now})
                  ORDER BY not_before, message_id, number LIMIT @most {database.Sql("FOR UPDATE SKIP LOCKED", "")})
                UPDATE attachment SET fence = @fence, tries = tries + 1, leased_until = {database.NowPlus("@seconds")}
                WHERE (message_id, number) IN (SELECT message_id, number FROM picked)
                RETURNING message_id, number, source_key, tries, created_at, fence,
                  (SELECT CAST(COALESCE(SUM(k.size), 0) AS {database.Sql("bigint", "integer")}) FROM attachment k WHERE k.message_id = attachment.message_id AND k.state = 'kept') AS kept_of_message
                """,
                new { fence, channel, most, seconds = (Patience + settings.Timeout + Spare).TotalSeconds }),
            cancellationToken);
        rows.Sort((one, other) => (one.MessageId, one.Number).CompareTo((other.MessageId, other.Number)));
        return rows;
    }

    /// <summary>Whether anything of the channel is due: costs no write.</summary>
    public Task<bool> IsAnythingDueAsync(string channel, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QuerySingleAsync<bool>(
                $"""
                SELECT EXISTS (SELECT 1 FROM attachment
                  WHERE state = 'waiting' AND channel = @channel AND not_before <= {database.Now} AND (leased_until IS NULL OR leased_until < {database.Now}))
                """,
                new { channel }),
            cancellationToken);

    /// <summary>Records what became of them, in one commit. Returns those it was recorded of: the lease of the others was lost.</summary>
    public Task<List<AttachmentEnd>> FinishAsync(IReadOnlyList<AttachmentEnd> ends) =>
        database.WriteAsync(
            async session =>
            {
                var held = await session.QueryAsync<(long Message, int Number, long Fence)>(
                    $"""
                    SELECT message_id, number, fence FROM attachment
                    WHERE state = 'waiting' AND {database.In("message_id", "@messages")} AND {database.In("fence", "@fences")} {database.Sql("FOR UPDATE", "")}
                    """,
                    new
                    {
                        messages = database.List([.. ends.Select(end => end.Row.MessageId).Distinct()]),
                        fences = database.List([.. ends.Select(end => end.Row.Fence).Distinct()]),
                    });
                var known = held.ToHashSet();
                var ours = ends.Where(end => known.Contains((end.Row.MessageId, end.Row.Number, end.Row.Fence))).ToList();
                await session.RunAsync([Finished(ours)]);
                return ours;
            },
            CancellationToken.None);

    /// <summary>The file of a kept attachment is not there any more: it is fetched again.</summary>
    public Task FetchAgainAsync(AttachmentRow row, string sha256) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"""
                UPDATE attachment SET state = 'waiting', reason = 'file-missing', sha256 = NULL, size = NULL, finished_at = NULL, not_before = {database.Now}
                WHERE message_id = @messageId AND number = @number AND state = 'kept' AND sha256 = @sha256
                """,
                new { messageId = row.MessageId, number = row.Number, sha256 }),
            CancellationToken.None);

    /// <summary>The folder takes files again: what waits for that is due.</summary>
    public Task StoreRecoveredAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE attachment SET not_before = {database.Now} WHERE state = 'waiting' AND reason = @reason AND not_before > {database.Now}", new { reason = StoreUnavailable }),
            cancellationToken);

    /// <summary>Those of the names that no attachment has.</summary>
    public async Task<IReadOnlySet<string>> UnreferencedAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        var known = await database.ReadAsync(
            session => session.QueryAsync<string>($"SELECT DISTINCT sha256 FROM attachment WHERE {database.In("sha256", "@hashes")}", new { hashes = database.List(hashes) }),
            cancellationToken);
        return hashes.Except(known, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Gives back what was not tried to its end.</summary>
    public Task ReleaseAsync(IReadOnlyList<AttachmentRow> rows)
    {
        var update = new UpdateRows(
            """
            UPDATE attachment SET leased_until = NULL, tries = tries - 1
            FROM v WHERE attachment.message_id = v.message_id AND attachment.number = v.number AND attachment.fence = v.fence AND state = 'waiting'
            """,
            "UPDATE attachment SET leased_until = NULL, tries = tries - 1 WHERE message_id = @message_id AND number = @number AND fence = @fence AND state = 'waiting'");
        var (message, number, fence) = (update.Int64("message_id"), update.Int32("number"), update.Int64("fence"));
        foreach (var row in rows)
        {
            message.Add(row.MessageId);
            number.Add(row.Number);
            fence.Add(row.Fence);
        }

        return database.RunAsync([update], CancellationToken.None);
    }

    private UpdateRows Finished(IReadOnlyList<AttachmentEnd> ends)
    {
        var update = new UpdateRows(
            $"""
            UPDATE attachment SET state = v.state, reason = v.reason, sha256 = v.sha256, size = v.size, sniffed_type = COALESCE(v.sniffed_type, attachment.sniffed_type), leased_until = NULL,
              not_before = {database.NowPlus("v.wait")}, finished_at = CASE WHEN v.state = 'waiting' THEN NULL ELSE {database.Now} END
            FROM v WHERE attachment.message_id = v.message_id AND attachment.number = v.number
            """,
            $"""
            UPDATE attachment SET state = @state, reason = @reason, sha256 = @sha256, size = @size, sniffed_type = COALESCE(@sniffed_type, sniffed_type), leased_until = NULL,
              not_before = {database.NowPlus("@wait")}, finished_at = CASE WHEN @state = 'waiting' THEN NULL ELSE {database.Now} END
            WHERE message_id = @message_id AND number = @number
            """);
        var (message, number, state, reason) = (update.Int64("message_id"), update.Int32("number"), update.Text("state"), update.Text("reason"));
        var (sha256, size, sniffed, wait) = (update.Text("sha256"), update.OptionalInt64("size"), update.Text("sniffed_type"), update.Real("wait"));
        foreach (var (row, verdict) in ends)
        {
            message.Add(row.MessageId);
            number.Add(row.Number);
            state.Add(verdict.State);
            reason.Add(StorableText.Clean(verdict.Reason, 200));
            sha256.Add(verdict.File?.Sha256);
            size.Add(verdict.File?.Size);
            sniffed.Add(verdict.File?.SniffedType);
            wait.Add((float)verdict.Wait.TotalSeconds);
        }

        return update;
    }
}
