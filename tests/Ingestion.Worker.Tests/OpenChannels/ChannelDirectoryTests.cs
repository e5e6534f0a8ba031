using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels;

public sealed class ChannelDirectoryTests
{
    [Fact]
    public async Task SenderFor_FollowsReplyThroughThenItself()
    {
        await using var directory = new ChannelDirectory([Channel("mail", "post", null), Channel("post", null, new FakeSender()), Channel("mute", null, null), Channel("lost", "gone", new FakeSender())]);

        Assert.Equal("post", directory.SenderFor("MAIL")?.Name);
        Assert.Equal("post", directory.SenderFor("post")?.Name);
        Assert.Null(directory.SenderFor("mute"));
        Assert.Null(directory.SenderFor("lost"));
        Assert.Null(directory.SenderFor("nobody"));
        Assert.Equal(["lost", "mail", "mute", "post"], directory.All.Select(channel => channel.Name));
    }

    private static OpenChannel Channel(string name, string? replyThrough, IMessageSender? sender) => new()
    {
        Name = name,
        Settings = new ChannelSettings { ReplyThrough = replyThrough },
        Connector = new FakeConnector("fake", ConnectorCapabilities.None),
        Parts = new ChannelParts { Sender = sender, Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, ""))) },
    };
}
