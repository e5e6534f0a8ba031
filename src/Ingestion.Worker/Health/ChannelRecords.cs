using Ingestion.Channels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Health;

/// <summary>How channels work, in the table <c>channel_state</c>. What polls do to it, they write themselves.</summary>
internal static class ChannelRecords
{
    public static async Task<Dictionary<string, ChannelRecord>> ReadAsync(Database database, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<ChannelRecord>(
                """
                SELECT channel, first_seen_at, started_at, last_success_at, last_error_at, last_error, failures, paused_until, last_message_at,
                  last_sent_at, send_error_at, send_error, send_failures, send_paused_until, credentials_expire_at, credentials_renewed_by
                FROM channel_state
                """),
            cancellationToken);
        return rows.ToDictionary(row => row.Channel, StringComparer.Ordinal);
    }

    /// <summary>
    /// Adds what this process saw; of what several saw, the newest stays. A process that has just started may have been given what has ended: whoever still finds it
    /// refused says so again.
    /// </summary>
    public static Task WriteAsync(Database database, IReadOnlyList<SeenChannel> seen, CancellationToken cancellationToken)
    {
        var updated = $"ON CONFLICT (channel) DO UPDATE SET started_at = {Later(database, "started_at")}, last_message_at = {Later(database, "last_message_at")}";
        var isNew = "excluded.started_at > channel_state.started_at AND channel_state.credentials_expire_at <= " + database.Now;
        updated += $", credentials_expire_at = CASE WHEN {isNew} THEN NULL ELSE channel_state.credentials_expire_at END"
            + $", credentials_renewed_by = CASE WHEN {isNew} THEN NULL ELSE channel_state.credentials_renewed_by END";
        var states = new UpdateRows(
            $"INSERT INTO channel_state (channel, started_at, last_message_at) SELECT v.channel, v.started_at, v.last_message_at FROM v {updated}",
            $"INSERT INTO channel_state (channel, started_at, last_message_at) VALUES (@channel, @started_at, @last_message_at) {updated}");
        var channel = states.Text("channel");
        var startedAt = states.Time("started_at");
        var lastMessageAt = states.Time("last_message_at");

        var logins = new UpdateRows(
            "UPDATE channel_state SET credentials_expire_at = v.expire_at, credentials_renewed_by = v.renewed_by FROM v WHERE channel_state.channel = v.holder",
            "UPDATE channel_state SET credentials_expire_at = @expire_at, credentials_renewed_by = @renewed_by WHERE channel = @holder");
        var holder = logins.Text("holder");
        var expireAt = logins.Time("expire_at");
        var renewedBy = logins.Text("renewed_by");

        var sendings = new UpdateRows(
            """
            UPDATE channel_state SET last_sent_at = COALESCE(v.last_sent_at, channel_state.last_sent_at), send_error_at = COALESCE(v.send_error_at, channel_state.send_error_at),
              send_error = COALESCE(v.send_error, channel_state.send_error), send_failures = v.send_failures, send_paused_until = v.send_paused_until
            FROM v WHERE channel_state.channel = v.sender
            """,
            """
            UPDATE channel_state SET last_sent_at = COALESCE(@last_sent_at, last_sent_at), send_error_at = COALESCE(@send_error_at, send_error_at),
              send_error = COALESCE(@send_error, send_error), send_failures = @send_failures, send_paused_until = @send_paused_until
            WHERE channel = @sender
            """);
        var sender = sendings.Text("sender");
        var lastSentAt = sendings.Time("last_sent_at");
        var sendErrorAt = sendings.Time("send_error_at");
        var sendError = sendings.Text("send_error");
        var sendFailures = sendings.Int32("send_failures");
        var sendPausedUntil = sendings.Time("send_paused_until");
        foreach (var (name, started, pulse, credentials, knowsCredentials) in seen)
        {
            channel.Add(name);
            startedAt.Add(started);
            lastMessageAt.Add(pulse.LastMessageAt);
            if (knowsCredentials)
            {
                holder.Add(name);
                expireAt.Add(credentials?.EndsAt);
                renewedBy.Add(CredentialWords.RenewedBy(credentials));
            }

            if (pulse.HasSent)
            {
                sender.Add(name);
                lastSentAt.Add(pulse.LastSentAt);
                sendErrorAt.Add(pulse.SendErrorAt);
                sendError.Add(StorableText.Clean(pulse.SendError, 200));
                sendFailures.Add(pulse.SendFailures);
                sendPausedUntil.Add(pulse.SendPausedUntil);
            }
        }

        return database.RunAsync([states, .. new[] { logins, sendings }.Where(rows => rows.Rows > 0)], cancellationToken);
    }

    private static string Later(Database database, string column) => database.Sql(
        $"greatest(channel_state.{column}, excluded.{column})",
        $"COALESCE(max(channel_state.{column}, excluded.{column}), channel_state.{column}, excluded.{column})");
}
