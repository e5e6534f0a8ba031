using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Webhook;

namespace Channels.Tests.Chat.Webhook;

public sealed class WebhookReaderTests
{
    [Fact]
    public void Read_AllFields_AllThere()
    {
        var message = Read("""
            {"type":"message.created","timestamp":"2026-11-21T12:29:58+03:00","data":{"conversationId":"c-1","messageId":"m-9","text":"Yanl\u0131\u015f \ud83d\ude21\n\"iki\" kez\t\\o\/",
             "sender":{"id":"u-5","name":"Işıl"},"language":"tr-TR","subject":"Fatura"}}
            """);

        Assert.Equal(Medium.Chat, message.Medium);
        Assert.Equal("Yanlış 😡\n\"iki\" kez\t\\o/", message.Text);
        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "one:u-5"), message.Sender);
        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "one:c-1"), message.ReplyTo);
        Assert.Equal(("Işıl", "Fatura", "c-1", "tr-TR"), (message.SenderName, message.Subject, message.ConversationId, message.LanguageHint));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 9, 29, 58, TimeSpan.Zero), message.SentAt);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("\"email\":\"Isil@ÖRNEK.com.tr\"", ContactPointKind.Email, "Isil@xn--rnek-4qa.com.tr")]
    [InlineData("\"phone\":\"+90 (532) 000-00-00\"", ContactPointKind.Phone, "+905320000000")]
    [InlineData("\"phone\":\"۰۰۹۸ ۹۱۲ ۰۰۰ ۰۰۰۰\"", ContactPointKind.Phone, "+989120000000")]
    [InlineData("\"phone\":\"+994501234567\",\"email\":\"a@b.az\"", ContactPointKind.Email, "a@b.az")]
    public void Read_ContactPoint_IsTheSender(string field, ContactPointKind kind, string value)
    {
        var message = Read($$$$"""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{"id":"u",{{{{field}}}}}}}""");

        Assert.Equal(new ContactPoint(kind, value), message.Sender);
        Assert.False(message.IsSenderClaimed);
        Assert.Empty(message.AlsoKnownAs);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("STOP!", "\"id\":\"u\"", ConsentChange.Stop)]
    [InlineData("başla", "\"id\":\"u\"", ConsentChange.Start)]
    [InlineData("stop charging me", "\"id\":\"u\"", null)]
    public void Read_Stop_IsObeyed(string text, string sender, ConsentChange? consent) =>
        Assert.Equal(consent, Read($$$$"""{"type":"message.created","data":{"conversationId":"c","text":"{{{{text}}}}","sender":{{{{{sender}}}}}}}""").Consent);

    [Theory]
    [InlineData("\"email\":\"Işıl <a@b.az>\"", "email-unusable")]
    [InlineData("\"email\":\"mıke@b.az\"", "email-unusable")]
    [InlineData("\"email\":\"a@b\"", "email-unusable")]
    [InlineData("\"email\":\"a@b.az\\r\\nBcc: c@d.az\"", "email-unusable")]
    [InlineData("\"email\":\"a@[127.0.0.1]\"", "email-unusable")]
    [InlineData("\"phone\":\"0532 000 00 00\"", "phone-unusable")]
    [InlineData("\"phone\":\"call me\"", "phone-unusable")]
    public void Read_UnusableContactPoint_NotedAndTheHandleCounts(string field, string note)
    {
        var message = Read($$$$"""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{"id":"u",{{{{field}}}}}}}""");

        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "one:u"), message.Sender);
        Assert.Equal([note], message.Notes);
    }

    [Fact]
    public void Read_ContactPointsNotTrusted_HandleOnly()
    {
        var reader = new WebhookReader(trustContactPoints: false);

        var message = reader.Read(Accepted("""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{"id":"u","email":"victim@b.az"}}}"""));

        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "one:u"), message.Sender);
        Assert.False(message.IsSenderClaimed);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData(false, "\"id\":\"u\",\"email\":\"a@b.az\",\"phone\":\"+994501234567\"", "a@b.az")]
    [InlineData(false, "\"id\":\"u\",\"email\":\"a@b\",\"phone\":\"+994501234567\"", "+994501234567")]
    [InlineData(false, "\"email\":\"a@b.az\",\"phone\":\"+994501234567\"", "+994501234567")]
    [InlineData(true, "\"id\":\"u\",\"email\":\"a@b.az\",\"phone\":\"+994501234567\"", "+994501234567")]
    [InlineData(true, "\"id\":\"u\",\"phone\":\"+994501234567\"", null)]
    [InlineData(false, "\"id\":\"u\"", null)]
    public void Read_PointsThatAreNotTheSender_OneIsAlsoGiven(bool isTrusted, string sender, string? also)
    {
        var reader = new WebhookReader(isTrusted);

        var message = reader.Read(Accepted($$$$"""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{{{{{sender}}}}}}}"""));

        Assert.Equal(also, message.AlsoGiven?.Value);
        Assert.Empty(message.AlsoKnownAs);
    }

    [Fact]
    public void Read_ContactPointsNotTrustedAndNoId_TheAddressIsAClaim()
    {
        var reader = new WebhookReader(trustContactPoints: false);

        var message = reader.Read(Accepted("""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{"email":"victim@b.az"}}}"""));

        Assert.Equal(new ContactPoint(ContactPointKind.Email, "victim@b.az"), message.Sender);
        Assert.True(message.IsSenderClaimed);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("""{"type":"message.created","data":{"conversationId":17,"text":"x","sender":{"id":"u"}}}""", "conversation-id-not-text", "conversation-missing")]
    [InlineData("""{"type":"message.created","data":{"conversationId":"c","text":{"a":1},"sender":{"id":"u"}}}""", "text-not-text", "text-missing")]
    [InlineData("""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":"u"}}""", "object-expected", "sender-missing")]
    [InlineData("""{"type":"message.created","timestamp":"soon","data":{"conversationId":"c","text":"x","sender":{"id":"u"}}}""", "timestamp-unreadable")]
    [InlineData("""{"type":"message.created","data":{"conversationId":"c","text":"x","language":"<b>","sender":{"id":"u"}}}""", "language-unusable")]
    [InlineData("""{"type":"message.created","data":{"conversationId":"c","text":"x","sender":{"id":"a\u0007b"}}}""", "sender-id-unusable", "sender-missing")]
    [InlineData("""{"type":"message.created","data":{"conversationId":"c","text":"a\ud800b","sender":{"id":"u"}}}""", "undecodable-text")]
    public void Read_WhatCannotBeRead_IsNoted(string json, params string[] notes) => Assert.Equal(notes, Read(json).Notes);

    [Fact]
    public void Read_KeyTwice_FirstCountsAndIsNoted()
    {
        var message = Read("""{"type":"message.created","data":{"text":"mine","conversationId":"c","sender":{"id":"u"},"text":"other","sender":{"id":"v"}}}""");

        Assert.Equal("mine", message.Text);
        Assert.Equal("one:u", message.Sender?.Value);
        Assert.Equal(["json-duplicate-key"], message.Notes);
    }

    [Fact]
    public void Read_BadUtf8_ReplacedAndNoted()
    {
        byte[] raw = [.. "{\"type\":\"message.created\",\"data\":{\"conversationId\":\"c\",\"sender\":{\"id\":\"u\"},\"text\":\"kart "u8, 0xfd, .. "m\"}}"u8];

        var message = new WebhookReader(true).Read(Accepted("") with { Raw = raw });

        Assert.Equal("kart \uFFFDm", message.Text);
        Assert.Equal(["undecodable-text"], message.Notes);
    }

    [Fact]
    public void Read_JsonThatBreaksOff_KeepsWhatCameBefore()
    {
        var message = Read("""{"type":"message.created","data":{"conversationId":"c","text":"salam","sender":{"id":"u" """);

        Assert.Equal("salam", message.Text);
        Assert.Contains("json-broken", message.Notes);
    }

    [Fact]
    public void Fingerprint_EqualOnlyForTheSameMessageOfTheSameChannel()
    {
        const string json = """{"type":"message.created","data":{"conversationId":"c","messageId":"m","text":"x","sender":{"id":"u"}}}""";
        var reader = new WebhookReader(true);
        var one = reader.Read(Accepted(json)).Fingerprint;

        Assert.Equal(one, reader.Read(Accepted(json.Replace("\"data\"", "\"v\":2,\"data\"", StringComparison.Ordinal))).Fingerprint);
        Assert.NotEqual(one, reader.Read(Accepted(json) with { Channel = "two" }).Fingerprint);
        Assert.NotEqual(one, reader.Read(Accepted(json.Replace("\"m\"", "\"n\"", StringComparison.Ordinal))).Fingerprint);
        Assert.NotEqual(one, reader.Read(Accepted(json.Replace("\"x\"", "\"y\"", StringComparison.Ordinal))).Fingerprint);
        Assert.Null(reader.Read(Accepted(json.Replace("\"messageId\"", "\"other\"", StringComparison.Ordinal))).Fingerprint);
    }

    private static InboundMessage Read(string json) => new WebhookReader(true).Read(Accepted(json));

    private static AcceptedMessage Accepted(string json) => new()
    {
        Id = 1, Channel = "one", ExternalId = "msg_1", Raw = Deliveries.Utf8(json), AcceptedAt = TestSetup.Now,
    };
}
