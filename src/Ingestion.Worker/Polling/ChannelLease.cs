using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Polling;

/// <summary>
/// Who may poll a channel, and from where. Decided by the database's clock: Quartz and the local clock only wake.
/// </summary>
internal sealed class ChannelLease(Database database, IdBlock fences, string owner)
{
    /// <summary>Takes or renews the lease. Null when another worker holds it.</summary>
    public async Task<HeldChannel?> TakeAsync(string channel, TimeSpan lease, CancellationToken cancellationToken)
    {
        var fence = await fences.TakeAsync(1, cancellationToken);
        var rows = await database.WriteAsync(
            session => session.QueryAsync<HeldChannel>(
                $"""
                INSERT INTO channel_state (channel, owner, fence, leased_until) VALUES (@channel, @owner, @fence, {database.NowPlus("@seconds")})
                ON CONFLICT (channel) DO UPDATE SET owner = excluded.owner, fence = excluded.fence, leased_until = excluded.leased_until
                WHERE channel_state.owner = excluded.owner OR channel_state.leased_until IS NULL OR channel_state.leased_until < {database.Now}
                RETURNING fence, cursor, asked_until, COALESCE(asked_until > {database.Now}, {database.Sql("false", "0")}) AS is_to_be_left_alone
                """,
                new { channel, owner, fence, seconds = lease.TotalSeconds }),
            cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>Keeps what was taken, also after its time when nobody else has taken it.</summary>
    public Task RenewAsync(string channel, long fence, TimeSpan lease, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"UPDATE channel_state SET leased_until = {database.NowPlus("@seconds")} WHERE channel = @channel AND owner = @owner AND fence = @fence",
            new { channel, owner, fence, seconds = lease.TotalSeconds }),
        cancellationToken);

    public Task SucceededAsync(string channel, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"UPDATE channel_state SET last_success_at = {database.Now}, failures = 0, paused_until = NULL, asked_until = NULL WHERE channel = @channel AND owner = @owner", new { channel, owner }),
        cancellationToken);

    /// <summary>
    /// The next poll comes after <paramref name="pause"/>; whoever polls then, none comes before the time that the provider <paramref name="asked"/> for. Returns until when
    /// that is by what stands there now.
    /// </summary>
    public Task<DateTimeOffset?> FailedAsync(string channel, string error, TimeSpan pause, TimeSpan? asked, CancellationToken cancellationToken) => database.WriteAsync(
        async session => (await session.QuerySingleOrDefaultAsync<HeldChannel>(
            $"""
            UPDATE channel_state SET last_error_at = {database.Now}, last_error = @error, failures = failures + 1, paused_until = {database.NowPlus("@seconds")}
              {(asked is null ? "" : ", asked_until = " + database.NowPlus("@asked"))}
            WHERE channel = @channel AND owner = @owner
            RETURNING fence, cursor, asked_until
            """,
            new { channel, owner, error, seconds = pause.TotalSeconds, asked = asked?.TotalSeconds }))?.AskedUntil,
        cancellationToken);

    /// <summary>Lets another worker poll at once.</summary>
    public Task ReleaseAsync(string channel, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            "UPDATE channel_state SET leased_until = NULL, owner = NULL WHERE channel = @channel AND owner = @owner", new { channel, owner }),
        cancellationToken);
}
