using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>What receipts change: the attempt, its message, and the receipt itself.</summary>
internal sealed class DeliveryRows
{
    private const int LongestWait = 3600;

    private readonly UpdateRows attempts = new(
        "UPDATE attempt SET delivery = v.delivery, delivery_reason = v.reason, delivery_at = v.at FROM v WHERE attempt.outbox_id = v.outbox_id AND attempt.number = v.number",
        "UPDATE attempt SET delivery = @delivery, delivery_reason = @reason, delivery_at = @at WHERE outbox_id = @outbox_id AND number = @number");

    private readonly UpdateRows messages = new(
        "UPDATE outbox SET state = v.state, last_reason = v.reason, watch_at = CASE WHEN v.state = 'undelivered' AND outbox.purpose IN ('ack', 'fallback') THEN now() ELSE outbox.watch_at END FROM v WHERE outbox.id = v.id AND outbox.attempts = v.number AND outbox.state IN ('sent', 'uncertain', 'undelivered')",
        "UPDATE outbox SET state = @state, last_reason = @reason, watch_at = CASE WHEN @state = 'undelivered' AND purpose IN ('ack', 'fallback') THEN CAST(unixepoch('subsec') * 1000 AS integer) ELSE watch_at END WHERE id = @id AND attempts = @number AND state IN ('sent', 'uncertain', 'undelivered')");

    private readonly UpdateRows receipts;

    private readonly StoreColumn<long> outboxId;
    private readonly StoreColumn<int> number;
    private readonly StoreColumn<string?> delivery;
    private readonly StoreColumn<string?> reason;
    private readonly StoreColumn<DateTimeOffset?> at;
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<int> messageNumber;
    private readonly StoreColumn<string?> messageState;
    private readonly StoreColumn<string?> messageReason;
    private readonly StoreColumn<string?> channel;
    private readonly StoreColumn<string?> providerId;
    private readonly StoreColumn<string?> state;
    private readonly StoreColumn<bool> waits;
    private readonly StoreColumn<int> seconds;

    public DeliveryRows(Database database)
    {
        receipts = new UpdateRows(
            $"""
            UPDATE receipt SET is_waiting = v.waits, tries = receipt.tries + CASE WHEN v.waits THEN 1 ELSE 0 END, not_before = {database.NowPlus("v.seconds")}
            FROM v WHERE receipt.channel = v.channel AND receipt.provider_id = v.provider_id AND receipt.state = v.state
            """,
            $"""
            UPDATE receipt SET is_waiting = @waits, tries = tries + @waits, not_before = {database.NowPlus("@seconds")}
            WHERE channel = @channel AND provider_id = @provider_id AND state = @state
            """);
        outboxId = attempts.Int64("outbox_id");
        number = attempts.Int32("number");
        delivery = attempts.Text("delivery");
        reason = attempts.Text("reason");
        at = attempts.Time("at");
        messageId = messages.Int64("id");
        messageNumber = messages.Int32("number");
        messageState = messages.Text("state");
        messageReason = messages.Text("reason");
        channel = receipts.Text("channel");
        providerId = receipts.Text("provider_id");
        state = receipts.Text("state");
        waits = receipts.Boolean("waits");
        seconds = receipts.Int32("seconds");
    }

    public IReadOnlyList<StoreStatement> Statements => [attempts, messages, receipts];

    public void Add(ReportedAttempt attempt, WaitingReceipt receipt)
    {
        outboxId.Add(attempt.OutboxId);
        number.Add(attempt.Number);
        delivery.Add(receipt.State);
        reason.Add(receipt.Reason);
        at.Add(receipt.At);
        var becomes = receipt.State == DeliveryWords.Failed ? OutboxWords.Undelivered : OutboxWords.Sent;
        if (becomes != attempt.State)
        {
            messageId.Add(attempt.OutboxId);
            messageNumber.Add(attempt.Number);
            messageState.Add(becomes);
            messageReason.Add(receipt.Reason);
        }
    }

    public void AddSettled(WaitingReceipt receipt) => Add(receipt, false, 0);

    /// <summary>Its attempt is looked for again after 2, 4, 8 … seconds, at most an hour.</summary>
    public void AddUnknown(WaitingReceipt receipt) => Add(receipt, true, Math.Min(2 << Math.Min(receipt.Tries, 11), LongestWait));

    private void Add(WaitingReceipt receipt, bool isWaiting, int wait)
    {
        channel.Add(receipt.Channel);
        providerId.Add(receipt.ProviderId);
        state.Add(receipt.State);
        waits.Add(isWaiting);
        seconds.Add(wait);
    }
}
