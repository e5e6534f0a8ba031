using System.Text;
using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Fakes;

/// <summary>The bytes are the text; the sender is always the same.</summary>
public sealed class FakeReader : IMessageReader
{
    public InboundMessage Read(AcceptedMessage message) => new()
    {
        Medium = Medium.Chat,
        Sender = new ContactPoint(ContactPointKind.Handle, "fake:1"),
        ReplyTo = new ContactPoint(ContactPointKind.Handle, "fake:1"),
        Text = Encoding.UTF8.GetString(message.Raw.Span),
    };
}
