using Ingestion.Channels;
using Ingestion.Channels.Chat;
using Ingestion.Channels.Chat.Webhook;

namespace Channels.Tests.Chat.Webhook;

/// <summary>A chatbot's callback on loopback.</summary>
internal sealed class CallbackRig() : ReplyRig(takes: 202, refuses: 422, busy: 429, busySeconds: 120)
{
    public override string Secret => Deliveries.Current;

    public override IMessageSender Open() => Deliveries.Open(
        new WebhookOptions { Secrets = [Deliveries.Current, Deliveries.Previous], CallbackUrl = $"http://127.0.0.1:{Stub.Port}/replies?bot=7" }, Http).Sender!;

    public override string Mark(string stableId) => $"webhook-id: {ReplyEvent.IdOf(stableId)}";
}
