using Ingestion.Worker.Complaints;
using Xunit;

namespace Ingestion.Worker.Tests.Complaints;

public sealed class ConversationsTests
{
    [Fact]
    public void ChatKey_IsScopedByItsChannel()
    {
        Assert.Equal(Conversations.ChatKey("bot", "room 1"), Conversations.ChatKey("bot", "room 1"));
        Assert.NotEqual(Conversations.ChatKey("bot", "room 1"), Conversations.ChatKey("bot2", "room 1"));
        Assert.NotEqual(Conversations.ChatKey("bot", "room 1"), Conversations.ChatKey("bot", "room 2"));
        Assert.NotEqual(Conversations.ChatKey("bot", "x"), Conversations.MailKey("bot\nx"));
    }

    [Fact]
    public void MailKey_IsExactButForBrackets()
    {
        Assert.Equal(Conversations.MailKey("<a@b>"), Conversations.MailKey(" a@b "));
        Assert.NotEqual(Conversations.MailKey("<a@b>"), Conversations.MailKey("<A@b>"));
        Assert.NotEqual(Conversations.MailKey("<i@b>"), Conversations.MailKey("<ı@b>"));
    }

    [Fact]
    public void Keys_OfIdsOfAnyLength_AreShortAndTellNothing()
    {
        var key = Conversations.ChatKey("bot", new string('x', 100_000));

        Assert.True(key.Length < 40);
        Assert.DoesNotContain("xx", key, StringComparison.Ordinal);
    }

    /// <summary>Keys are stored: a change would cut every conversation in two.</summary>
    [Fact]
    public void Keys_OfKnownIds_NeverChange()
    {
        Assert.Equal("mail:PmRSlbAMly2A2uL9Y0A40pXX", Conversations.MailKey("<hers@customer.example>"));
        Assert.Equal("chat:O+oa89JnOQoJpXQH5RK6FlT1", Conversations.ChatKey("bot", "room 1"));
    }
}
