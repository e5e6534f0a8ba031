using Ingestion.Channels;
using Ingestion.Channels.Chat;

namespace Channels.Tests.Chat.ServiceBus;

/// <summary>A reply queue on loopback.</summary>
internal sealed class ReplyQueueRig() : ReplyRig(takes: 201, refuses: 400, busy: 503, busySeconds: 40)
{
    public override string Secret => Bots.Key;

    public override IMessageSender Open() => Bots.Open(Bots.Options($"http://127.0.0.1:{Stub.Port}"), Http).Sender!;

    public override string Mark(string stableId) => $"\"MessageId\":\"{ReplyEvent.IdOf(stableId)}\"";
}
