using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Receipts that came as mail and name an answer by its signed id: stored like those of providers, and brought together with the attempt in the same way.</summary>
internal sealed class ReceiptRows
{
    private readonly InsertRows rows = new("receipt", "(channel, provider_id, state) DO NOTHING");
    private readonly StoreColumn<string?> channel;
    private readonly StoreColumn<string?> providerId;
    private readonly StoreColumn<string?> state;
    private readonly StoreColumn<string?> reason;
    private readonly StoreColumn<long?> outboxId;

    public ReceiptRows()
    {
        channel = rows.Text("channel");
        providerId = rows.Text("provider_id");
        state = rows.Text("state");
        reason = rows.Text("reason");
        outboxId = rows.OptionalInt64("outbox_id");
    }

    public StoreStatement Statement => rows;

    /// <param name="channel">The channel that the report came by.</param>
    /// <param name="receipt">What it tells.</param>
    /// <param name="answer">The answer that it is about.</param>
    public void Add(string channel, DeliveryReceipt receipt, long answer)
    {
        this.channel.Add(channel);
        providerId.Add(receipt.ProviderId);
        state.Add(DeliveryWords.Word(receipt.State));
        reason.Add(StorableText.Clean(receipt.Reason, 200));
        outboxId.Add(answer);
    }
}
