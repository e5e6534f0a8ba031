using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <inheritdoc cref="LiveParts"/>
internal sealed class LiveReader(LiveParts live) : IMessageReader
{
    public InboundMessage Read(AcceptedMessage message) => live.Current.Reader!.Read(message);
}
