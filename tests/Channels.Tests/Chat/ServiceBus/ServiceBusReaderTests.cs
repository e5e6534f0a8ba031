using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.ServiceBus;

namespace Channels.Tests.Chat.ServiceBus;

public sealed class ServiceBusReaderTests
{
    [Fact]
    public void Read_CloudEvent_AllFieldsThere()
    {
        var message = Read("""
            {"specversion":"1.0","id":"e-1","source":"/bots/shop","type":"az.example.message","time":"2026-11-21T12:29:58+03:00","subject":"not shown",
             "data":{"conversationId":"c-1","messageId":"m-1","text":"Kuryer gəlmədi","subject":"Çatdırılma","sender":{"id":"u-5","name":"Aygün"},"language":"az"}}
            """);

        Assert.Equal(("Kuryer gəlmədi", "Çatdırılma", "c-1", "az"), (message.Text, message.Subject, message.ConversationId, message.LanguageHint));
        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "one:u-5"), message.Sender);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 9, 29, 58, TimeSpan.Zero), message.SentAt);
        Assert.Empty(message.Notes);
    }

    [Fact]
    public void Read_CloudEventWithTextData_IsTheText()
    {
        var message = Read("""{"specversion":"1.0","id":"e-1","source":"/bots/shop","type":"x","datacontenttype":"text/plain","data":"Kuryer gəlmədi"}""", "session=s-1");

        Assert.Equal(("Kuryer gəlmədi", "s-1"), (message.Text, message.ConversationId));
    }

    [Theory]
    [InlineData("text%2Fplain")]
    [InlineData("")]
    public void Read_PlainText_IsTheText(string type)
    {
        var message = Read("Kuryer gəlmədi", $"type={type};session=s-1");

        Assert.Equal("Kuryer gəlmədi", message.Text);
        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "one:s-1"), message.ReplyTo);
        Assert.Equal(["sender-missing"], message.Notes);
    }

    [Theory]
    [InlineData("replySession=r;session=s;correlation=c;id=m", "r")]
    [InlineData("session=s;correlation=c;id=m", "s")]
    [InlineData("correlation=c;id=m", "c")]
    public void Read_NoConversationInTheBody_BrokersPropertiesCount(string context, string conversation) =>
        Assert.Equal(conversation, Read("""{"type":"message.created","data":{"text":"x","sender":{"id":"u"}}}""", context).ConversationId);

    [Fact]
    public void Read_NothingButAMessageId_IsNoConversationAndIsAnsweredByIt()
    {
        const string body = """{"type":"message.created","data":{"text":"my card is lost","sender":{"id":"u-1"}}}""";

        var message = Read(body, "id=m");

        Assert.Null(message.ConversationId);
        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "one:m"), message.ReplyTo);
        Assert.Empty(message.Notes);
    }

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() => Assert.Equal("x", Read("\uFEFF" + """{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{"id":"u"}}}""").Text);

    [Theory]
    [InlineData("""{"type":"order.created","data":{"conversationId":"c","text":"x","sender":{"id":"u"}}}""", "", "other-event")]
    [InlineData("""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{"id":"u"}}}""", "oversize=70000", "oversize")]
    [InlineData("[1]", "type=application%2Fjson;id=m", "object-expected", "other-event", "sender-missing", "text-missing")]
    [InlineData("""{"specversion":"1.0","data_base64":"%%%"}""", "id=m", "data-unreadable", "sender-missing", "text-missing")]
    public void Read_WhatCannotBeRead_IsNoted(string body, string context, params string[] notes) => Assert.Equal(notes, Read(body, context).Notes);

    [Fact]
    public void Read_SameEventUnderAnotherMessageId_SameFingerprint()
    {
        const string Event = """{"specversion":"1.0","id":"e-1","source":"/a","type":"x","data":{"conversationId":"c","text":"ok","sender":{"id":"u"}}}""";

        Assert.Equal(Read(Event, "id=m-1").Fingerprint, Read(Event, "id=m-2").Fingerprint);
        Assert.NotEqual(Read(Event, "id=m-1").Fingerprint, Read(Event.Replace("e-1", "e-2", StringComparison.Ordinal), "id=m-1").Fingerprint);
    }

    [Fact]
    public void Read_NoIdInTheBody_ProducersMessageIdTellsRepeats()
    {
        var body = Bots.Event("ok");

        Assert.Equal(Read(body, "id=m-1").Fingerprint, Read(body, "id=m-1").Fingerprint);
        Assert.NotEqual(Read(body, "id=m-1").Fingerprint, Read(body, "id=m-2").Fingerprint);
        Assert.Null(Read(body).Fingerprint);
    }

    [Fact]
    public void Read_TwoCustomersUnderOneMessageId_AreTwoMessages()
    {
        const string body = """{"type":"message.created","data":{"text":"my card is lost","sender":{"id":"u-1"}}}""";
        var other = body.Replace("u-1", "u-2", StringComparison.Ordinal);

        Assert.NotEqual(Read(body, "id=0").Fingerprint, Read(other, "id=0").Fingerprint);
        Assert.NotEqual(Read(body, "id=0;session=s").Fingerprint, Read(other, "id=0;session=s").Fingerprint);
        Assert.Equal(Read(body, "id=0").Fingerprint, Read(body, "id=0").Fingerprint);
    }

    private static InboundMessage Read(string body, string? context = null)
    {
        var offered = Bots.Offered(body, context);
        return new ServiceBusReader(trustContactPoints: true).Read(new AcceptedMessage
        {
            Id = 7, Channel = "one", ExternalId = offered.ExternalId, Raw = offered.Raw, AcceptedAt = TestSetup.Now, Context = context,
        });
    }
}
