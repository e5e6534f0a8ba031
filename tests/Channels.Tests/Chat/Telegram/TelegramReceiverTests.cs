using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Telegram;

namespace Channels.Tests.Chat.Telegram;

public sealed class TelegramReceiverTests
{
    private static readonly byte[] Good = Updates.Utf8(Updates.Text(1, "salam"));

    [Theory]
    [InlineData(Updates.Secret)]
    [InlineData(Updates.OldSecret)]
    public void Receive_AnyOfTheSecrets_Taken(string secret) => Assert.IsType<WebhookVerdict.Take>(Give(Good, secret));

    [Theory]
    [InlineData(null, "secret-missing")]
    [InlineData("", "secret-missing")]
    [InlineData("hook-secret-of-another-channel_1", "secret-wrong")]
    [InlineData("hook-secret-of-this-channel_202", "secret-wrong")]
    [InlineData("hook-secret-of-this-channel_20266", "secret-wrong")]
    [InlineData("HOOK-SECRET-OF-THIS-CHANNEL_2026", "secret-wrong")]
    [InlineData("hook-secret-of-this-channel_2026,hook-secret-of-this-channel_2026", "secret-wrong")]
    public void Receive_OtherSecret_401WhateverTheBody(string? secret, string reason)
    {
        foreach (var body in new[] { Good, [], "{"u8.ToArray() })
        {
            var refused = Assert.IsType<WebhookVerdict.Refuse>(Give(body, secret));
            Assert.Equal((401, reason), (refused.Status, refused.Reason));
        }
    }

    [Fact]
    public void Receive_Taken_Answered200WithoutABodyThatTelegramWouldCarryOut()
    {
        var reply = Assert.IsType<WebhookVerdict.Take>(Give(Good)).Reply!(new TakenMessage(false, null));

        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
    }

    [Fact]
    public void Receive_Groups_OnlyWhenAsked()
    {
        var group = Updates.Utf8(Updates.Wrap(1, "message", Updates.InGroup(1, "\"text\":\"x\"")));

        Assert.Equal(200, Assert.IsType<WebhookVerdict.Answer>(Give(group)).Reply.Status);
        Assert.IsType<WebhookVerdict.Take>(Give(group, options: Updates.Hooked with { Groups = true }));
    }

    [Theory]
    [InlineData("\"text\":\"x\",\"sender_business_bot\":{\"id\":7000001,\"is_bot\":true}")]
    [InlineData("\"text\":\"x\",\"is_automatic_forward\":true")]
    [InlineData("\"pinned_message\":{\"message_id\":1}")]
    [InlineData("\"new_chat_members\":[{\"id\":1}]")]
    public void Receive_NotWrittenByACustomer_AnsweredAndIgnored(string content) =>
        Assert.IsType<WebhookVerdict.Answer>(Give(Updates.Utf8(Updates.Wrap(1, "message", Updates.Message(1, content)))));

    [Fact]
    public void Receive_Business_CustomersMessagesOnly()
    {
        var options = Updates.Hooked with { Business = true };
        var customers = Updates.Wrap(1, "business_message", Updates.Message(1, "\"business_connection_id\":\"bc_1\",\"text\":\"x\""));
        var owners = customers.Replace("\"from\":{\"id\":5550001", "\"from\":{\"id\":6660006", StringComparison.Ordinal);

        Assert.Equal("7000001:bc_1:5550001:1", Assert.Single(Assert.IsType<WebhookVerdict.Take>(Give(Updates.Utf8(customers), options: options)).Messages).ExternalId);
        Assert.IsType<WebhookVerdict.Answer>(Give(Updates.Utf8(owners), options: options));
        Assert.IsType<WebhookVerdict.Answer>(Give(Updates.Utf8(customers)));
    }

    [Fact]
    public void Receive_BusinessDeletion_OneWithdrawalForEachMessage()
    {
        var update = """{"update_id":9,"deleted_business_messages":{"business_connection_id":"bc_1","chat":{"id":5550001,"type":"private"},"message_ids":[1,2,2]}}""";

        var messages = Assert.IsType<WebhookVerdict.Take>(Give(Updates.Utf8(update), options: Updates.Hooked with { Business = true })).Messages;

        Assert.Equal(["7000001:bc_1:5550001:1:deleted", "7000001:bc_1:5550001:2:deleted"], messages.Select(message => message.ExternalId));
        var read = Updates.Read(update, messages[1].Context);
        Assert.True(read.IsWithdrawn);
        Assert.Equal(("7000001:bc_1:5550001:2", "5550001;b=bc_1", ""), (read.Identity, read.ConversationId, read.Text));
    }

    [Fact]
    public void Receive_VouchedFor_TakenWithoutTheSecret()
    {
        var receiver = Updates.Open(Updates.Hooked).Receiver!;
        var request = new WebhookRequest { Method = "POST", Path = "/hooks/one", Header = _ => null, Query = _ => null, Body = Good, ReceivedAt = TestSetup.Now };

        Assert.IsType<WebhookVerdict.Refuse>(receiver.Receive(request));
        Assert.IsType<WebhookVerdict.Take>(receiver.Receive(request with { IsVouchedFor = true }));
        Assert.Equal(400, Assert.IsType<WebhookVerdict.Refuse>(receiver.Receive(request with { IsVouchedFor = true, Body = "{}"u8.ToArray() })).Status);
    }

    private static WebhookVerdict Give(byte[] body, string? secret = Updates.Secret, TelegramOptions? options = null) =>
        Updates.Posted(body, secret).GivenTo(Updates.Open(options ?? Updates.Hooked).Receiver!);
}
