using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>The relay's statements over sets of rows.</summary>
internal static class OutboxStatements
{
    /// <summary>Two statements: the messages under their fence, then their attempts.</summary>
    public static IEnumerable<StoreStatement> Begin(Database database, long fence, TimeSpan lease, IReadOnlyList<OutboxRow> rows)
    {
        var messages = new UpdateRows(
            $"UPDATE outbox SET attempts = v.number, leased_until = {database.NowPlus("v.seconds")} FROM v WHERE outbox.id = v.id AND outbox.fence = v.fence AND outbox.leased_until > now() AND outbox.barred IS NULL",
            $"UPDATE outbox SET attempts = @number, leased_until = {database.NowPlus("@seconds")} WHERE id = @id AND fence = @fence AND leased_until > {database.Now} AND barred IS NULL");
        var id = messages.Int64("id");
        var fences = messages.Int64("fence");
        var number = messages.Int32("number");
        var seconds = messages.Int32("seconds");
        // An attempt of that number is another worker's: the count of rows tells that the lease is lost.
        var attempts = new InsertRows("attempt", "(outbox_id, number) DO NOTHING");
        var outboxId = attempts.Int64("outbox_id");
        var attemptNumber = attempts.Int32("number");
        foreach (var row in rows)
        {
            id.Add(row.Id);
            fences.Add(fence);
            number.Add(row.Attempts + 1);
            seconds.Add((int)lease.TotalSeconds);
            outboxId.Add(row.Id);
            attemptNumber.Add(row.Attempts + 1);
        }

        return [messages, attempts];
    }

    /// <summary>Two statements: the messages under their fence, then their attempts. Said again, it changes nothing.</summary>
    public static IEnumerable<StoreStatement> Finish(Database database, long fence, IReadOnlyList<AttemptRecord> records)
    {
        var messages = new UpdateRows(
            $"""
            UPDATE outbox SET state = v.state, last_reason = v.reason, uncertain = outbox.uncertain + v.uncertain, leased_until = NULL,
              not_before = {database.NowPlus("v.wait / 1000.0")}, finished_at = CASE WHEN v.state = 'waiting' THEN NULL ELSE now() END,
              watch_at = CASE WHEN v.state = 'waiting' THEN outbox.watch_at WHEN outbox.purpose NOT IN ('ack', 'fallback') OR (v.state = 'sent' AND outbox.fallback_id IS NULL AND outbox.fallback_of IS NULL) THEN NULL ELSE now() END
            FROM v WHERE outbox.id = v.id AND outbox.fence = v.fence AND outbox.state = 'waiting' AND outbox.leased_until IS NOT NULL
            """,
            $"""
            UPDATE outbox SET state = @state, last_reason = @reason, uncertain = uncertain + @uncertain, leased_until = NULL,
              not_before = {database.NowPlus("@wait / 1000.0")}, finished_at = CASE WHEN @state = 'waiting' THEN NULL ELSE {database.Now} END,
              watch_at = CASE WHEN @state = 'waiting' THEN watch_at WHEN purpose NOT IN ('ack', 'fallback') OR (@state = 'sent' AND fallback_id IS NULL AND fallback_of IS NULL) THEN NULL ELSE {database.Now} END
            WHERE id = @id AND fence = @fence AND state = 'waiting' AND leased_until IS NOT NULL
            """);
        var id = messages.Int64("id");
        var fences = messages.Int64("fence");
        var state = messages.Text("state");
        var reason = messages.Text("reason");
        var uncertain = messages.Int32("uncertain");
        var wait = messages.Int64("wait");
        var attempts = new UpdateRows(
            "UPDATE attempt SET finished_at = now(), outcome = v.outcome, reason = v.reason, provider_id = v.provider_id, segments = v.segments FROM v WHERE attempt.outbox_id = v.outbox_id AND attempt.number = v.number",
            $"UPDATE attempt SET finished_at = {database.Now}, outcome = @outcome, reason = @reason, provider_id = @provider_id, segments = @segments WHERE outbox_id = @outbox_id AND number = @number");
        var outboxId = attempts.Int64("outbox_id");
        var number = attempts.Int32("number");
        var outcome = attempts.Text("outcome");
        var attemptReason = attempts.Text("reason");
        var providerId = attempts.Text("provider_id");
        var segments = attempts.OptionalInt64("segments");
        foreach (var record in records)
        {
            id.Add(record.OutboxId);
            fences.Add(fence);
            state.Add(record.Verdict.State);
            reason.Add(StorableText.Clean(record.Verdict.Reason, 200));
            uncertain.Add(record.Result.Outcome == SendOutcome.Uncertain ? 1 : 0);
            wait.Add((long)record.Verdict.Wait.TotalMilliseconds);
            outboxId.Add(record.OutboxId);
            number.Add(record.Number);
            outcome.Add(Word(record.Result.Outcome));
            attemptReason.Add(StorableText.Clean(record.Result.Reason, 200));
            providerId.Add(StorableText.Clean(record.Result.ProviderId, 500));
            segments.Add(record.Result.Segments);
        }

        return [messages, attempts];
    }

    private static string Word(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => "sent",
        SendOutcome.Refused => "refused",
        SendOutcome.Later => "later",
        SendOutcome.Uncertain => "uncertain",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
