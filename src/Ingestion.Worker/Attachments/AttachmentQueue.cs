using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Attachments;

/// <summary>Leases attachments that are to be fetched and records what became of them. Every write names the fence.</summary>
internal sealed class AttachmentQueue(Database database, IdBlock fences, AttachmentSettings settings)
{
    /// <summary>Why attachments wait that their folder does not take.</summary>
    public const string StoreUnavailable = "store-unavailable";

    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(2);

    /// <summary>One attachment of the channel whose time has come, the longest waiting first; null when there is none.</summary>
    public async Task<(long Fence, AttachmentRow Row)?> LeaseAsync(string channel, CancellationToken cancellationToken)
    {
        var fence = await fences.TakeAsync(1, cancellationToken);
        var rows = await database.WriteAsync(
            session => session.QueryAsync<AttachmentRow>(
                $"""
                WITH picked AS (
                  SELECT message_id, number FROM attachment
                  WHERE state = 'waiting' AND channel = @channel AND not_before <= {database.Now} AND (leased_until IS NULL OR leased_until < {database.Now})
                  ORDER BY not_before, message_id, number LIMIT 1 {database.Sql("FOR UPDATE SKIP LOCKED", "")})
                UPDATE attachment SET fence = @fence, tries = tries + 1, leased_until = {database.NowPlus("@seconds")}
                WHERE (message_id, number) IN (SELECT message_id, number FROM picked)
                RETURNING message_id, number, source_key, tries, created_at
                """,
                new { fence, channel, seconds = (settings.Timeout + Spare).TotalSeconds }),
            cancellationToken);
        return rows is [var row] ? (fence, row) : null;
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

    /// <summary>Bytes of the message's attachments that are kept.</summary>
    public Task<long> KeptOfMessageAsync(long messageId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QuerySingleAsync<long>(
                $"SELECT CAST(COALESCE(SUM(size), 0) AS {database.Sql("bigint", "integer")}) FROM attachment WHERE message_id = @messageId AND state = 'kept'", new { messageId }),
            cancellationToken);

    /// <summary>False: the lease was lost, nothing is written.</summary>
    public async Task<bool> FinishAsync(long fence, AttachmentRow row, AttachmentVerdict verdict) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                $"""
                UPDATE attachment SET state = @state, reason = @reason, sha256 = @sha256, size = @size, sniffed_type = COALESCE(@sniffed, sniffed_type), leased_until = NULL,
                  not_before = {database.NowPlus("@wait")}, finished_at = CASE WHEN @state = 'waiting' THEN NULL ELSE {database.Now} END
                WHERE message_id = @messageId AND number = @number AND fence = @fence AND state = 'waiting'
                """,
                new
                {
                    fence,
                    messageId = row.MessageId,
                    number = row.Number,
                    state = verdict.State,
                    reason = StorableText.Clean(verdict.Reason, 200),
                    sha256 = verdict.File?.Sha256,
                    size = verdict.File?.Size,
                    sniffed = verdict.File?.SniffedType,
                    wait = verdict.Wait.TotalSeconds,
                }),
            CancellationToken.None) == 1;

    /// <summary>The file of a kept attachment is not there any more: it is fetched again.</summary>
    public Task FetchAgainAsync(AttachmentRow row) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"""
                UPDATE attachment SET state = 'waiting', reason = 'file-missing', sha256 = NULL, size = NULL, finished_at = NULL, not_before = {database.Now}
                WHERE message_id = @messageId AND number = @number AND state = 'kept'
                """,
                new { messageId = row.MessageId, number = row.Number }),
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
    public Task ReleaseAsync(long fence, AttachmentRow row) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE attachment SET leased_until = NULL, tries = tries - 1 WHERE message_id = @messageId AND number = @number AND fence = @fence AND state = 'waiting'",
                new { fence, messageId = row.MessageId, number = row.Number }),
            CancellationToken.None);
}
