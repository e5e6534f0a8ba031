namespace Ingestion.Channels.Chat.Webhook;

/// <summary>Reads <c>message.created</c> events; see <see cref="WebhookOptions.TrustContactPoints"/>.</summary>
internal sealed class WebhookReader(bool trustContactPoints, string? region = null) : IMessageReader
{
    private readonly EventMessage _events = new("webhook", trustContactPoints, region);

    public InboundMessage Read(AcceptedMessage message) => _events.Of(message.Channel, EventFields.Read(message.Raw.Span));
}
