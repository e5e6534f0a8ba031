namespace Ingestion.Channels;

/// <summary>
/// Turns accepted bytes into an <see cref="InboundMessage"/>: a pure function, thread-safe, without I/O. It never throws for what a
/// message contains: what cannot be read is left out and named in <see cref="InboundMessage.Notes"/>.
/// </summary>
public interface IMessageReader
{
    InboundMessage Read(AcceptedMessage message);
}
