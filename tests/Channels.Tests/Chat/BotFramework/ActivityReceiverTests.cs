using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;

namespace Channels.Tests.Chat.BotFramework;

public sealed class ActivityReceiverTests
{
    [Theory]
    [InlineData("conversationUpdate")]
    [InlineData("typing")]
    [InlineData("endOfConversation")]
    [InlineData("messageReaction")]
    [InlineData("event")]
    [InlineData("Message")]
    [InlineData("something_of_2031")]
    public async Task Receive_NoMessage_Answered200(string type)
    {
        var answer = Assert.IsType<WebhookVerdict.Answer>(await GiveAsync(Typed(type)));

        Assert.Equal((200, 0), (answer.Reply.Status, answer.Reply.Body.Length));
    }

    [Fact]
    public async Task Receive_Invoke_AnsweredThatItIsNotKnown()
    {
        var answer = Assert.IsType<WebhookVerdict.Answer>(await GiveAsync(Typed("invoke")));

        Assert.Equal((200, "{\"status\":501}"), (answer.Reply.Status, Encoding.UTF8.GetString(answer.Reply.Body.Span)));
    }

    [Fact]
    public async Task Receive_ExpectReplies_AnsweredWithNone()
    {
        var plain = Assert.IsType<WebhookVerdict.Take>(await GiveAsync(Login.Activity("x"))).Reply!(new TakenMessage(false, null));
        var expecting = Assert.IsType<WebhookVerdict.Take>(await GiveAsync(Login.Activity("x", more: ",\"deliveryMode\":\"expectReplies\""))).Reply!(new TakenMessage(false, null));

        Assert.Equal((200, 0), (plain.Status, plain.Body.Length));
        Assert.Equal((200, "{\"activities\":[]}"), (expecting.Status, Encoding.UTF8.GetString(expecting.Body.Span)));
    }

    [Fact]
    public async Task Receive_Versions_KeysOfTheirOwnAndOneIdentity()
    {
        var ids = new List<string>();
        foreach (var body in new[]
        {
            Login.Activity("first"), Typed("messageUpdate"), Typed("messageUpdate").Replace("\"text\":\"x\"", "\"text\":\"y\"", StringComparison.Ordinal), Typed("messageDelete"),
        })
        {
            ids.Add(Assert.Single(Assert.IsType<WebhookVerdict.Take>(await GiveAsync(body)).Messages).ExternalId);
            Assert.Equal("msteams|a%3A1xyz%3B%7C%40|1700000000001", Login.Read(body).Identity);
        }

        Assert.Equal(4, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.StartsWith("msteams|a%3A1xyz%3B%7C%40|1700000000001", id, StringComparison.Ordinal));
        Assert.True(Login.Read(Typed("messageDelete")).IsWithdrawn);
        Assert.Equal("", Login.Read(Typed("messageDelete")).Text);
    }

    [Fact]
    public async Task Receive_WithoutIdOrWithAHugeOne_StableShortKey()
    {
        foreach (var body in new[]
        {
            Login.Activity("x").Replace("\"id\":\"1700000000001\",", "", StringComparison.Ordinal),
            Login.Activity("x", new string('é', 290)),
            Login.Activity("x", "a\\u0007b"),
        })
        {
            var first = Assert.Single(Assert.IsType<WebhookVerdict.Take>(await GiveAsync(body)).Messages).ExternalId;
            Assert.Equal(first, Assert.Single(Assert.IsType<WebhookVerdict.Take>(await GiveAsync(body)).Messages).ExternalId);
            Assert.InRange(first.Length, 20, 500);
        }
    }

    [Fact]
    public async Task Receive_Groups_OnlyWhenAsked()
    {
        var group = Login.Activity("x").Replace("\"conversationType\":\"personal\"", "\"isGroup\":true", StringComparison.Ordinal);

        Assert.IsType<WebhookVerdict.Answer>(await GiveAsync(group));
        Assert.IsType<WebhookVerdict.Take>(await GiveAsync(group, groups: true));
    }

    [Fact]
    public async Task Receive_VouchedFor_TakenWithoutAToken()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        var request = new WebhookRequest
        {
            Method = "POST", Path = "/hooks/one", Header = _ => null, Query = _ => null, Body = Encoding.UTF8.GetBytes(Login.Activity("x")), ReceivedAt = TestSetup.Now,
        };

        Assert.IsType<WebhookVerdict.Refuse>(receiver.Receive(request));
        Assert.IsType<WebhookVerdict.Take>(receiver.Receive(request with { IsVouchedFor = true }));
        Assert.Equal(422, Assert.IsType<WebhookVerdict.Refuse>(receiver.Receive(request with { IsVouchedFor = true, Body = "{}"u8.ToArray() })).Status);
        Assert.Empty(login.Stub.Requests);
    }

    private static string Typed(string type) => Login.Activity("x").Replace("\"type\":\"message\"", $"\"type\":\"{type}\"", StringComparison.Ordinal);

    private static async Task<WebhookVerdict> GiveAsync(string body, bool groups = false)
    {
        await using var login = new Login();
        return await Login.GiveAsync(login.Open(login.Options with { Groups = groups }).Receiver!, Login.Posted(body, Signer.Provider.Sign(Login.Claims())));
    }
}
