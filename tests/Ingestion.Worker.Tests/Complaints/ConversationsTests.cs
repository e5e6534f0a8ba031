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

    /// <summary>Keys are stored: a change would cut every conversation in two.</summary>
    [Fact]
    public void Keys_OfKnownIds_NeverChange()
    {
        Assert.Equal("0c900087e677a00be7acef7c0191fd82", Conversations.MailKey("<hers@customer.example>").ToString("N"));
        Assert.Equal("f6f883ec615effd210db4b7d1bf326b2", Conversations.ChatKey("bot", "room 1").ToString("N"));
    }
}
