namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>How replies look in the reply queue.</summary>
public enum ReplyFormat
{
    /// <summary><c>message.reply</c>, as the connector <c>webhook</c> posts it; <c>application/json</c>.</summary>
    Event,

    /// <summary>The same data in the envelope of CloudEvents 1.0; <c>application/cloudevents+json</c>.</summary>
    CloudEvent,
}
