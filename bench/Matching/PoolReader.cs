using System.Collections.Concurrent;
using System.Text;
using Ingestion.Channels;

namespace Ingestion.Bench.Matching;

/// <summary>Knows what the accepted bytes stand for: reading is not what is measured.</summary>
internal sealed class PoolReader : IMessageReader
{
    private readonly ConcurrentDictionary<string, InboundMessage> messages = new(StringComparer.Ordinal);

    public OfferedMessage Offer(InboundMessage message)
    {
        var key = message.MessageId!;
        messages[key] = message;
        return new OfferedMessage { ExternalId = key, Raw = Encoding.UTF8.GetBytes(key) };
    }

    public InboundMessage Read(AcceptedMessage message) => messages[Encoding.UTF8.GetString(message.Raw.Span)];
}
