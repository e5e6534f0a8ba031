using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Chat.BotFramework;

public sealed class ActivityAttachmentsTests
{
    [Fact]
    public async Task Fetch_HostOfTheService_OurTokenForThatHostOnly()
    {
        var asked = await AskedAsync("https://smba.trafficmanager.net/amer/v3/attachments/1/views/original");

        Assert.Equal(("Bearer", "canary-access-token-1"), (asked.Authorization!.Scheme, asked.Authorization.Parameter));
        Assert.Equal(["smba.trafficmanager.net"], asked.CredentialHosts);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net.evil.example/x")]
    [InlineData("https://evil.example/smba.trafficmanager.net")]
    [InlineData("http://smba.trafficmanager.net/x")]
    [InlineData("https://smba.trafficmanager.net:444/x")]
    [InlineData("https://smba.traff\u0130cmanager.net/x")]
    public async Task Fetch_AnyOtherHost_NoToken(string url) => Assert.Null((await AskedAsync(url)).Authorization);

    [Theory]
    [InlineData("data:text/plain;base64,c2FsYW0=", null, "salam")]
    [InlineData("DATA:;base64,c2FsYW0=", null, "salam")]
    [InlineData("data:text/plain,salam", "gone", "")]
    [InlineData("data:text/plain;base64,%%%", "gone", "")]
    [InlineData("data:", "gone", "")]
    [InlineData("/relative", "address-not-allowed", "")]
    [InlineData("file:///etc/passwd", "address-not-allowed", "")]
    public async Task Fetch_DataAddress_ItsBytes(string url, string? because, string expected)
    {
        await using var login = new Login();
        using var bytes = new MemoryStream();

        var fetch = await login.Open().Attachments!.FetchAsync(With(url), "0", bytes, TestContext.Current.CancellationToken);

        Assert.Equal((because, expected), (fetch.WithheldBecause, Encoding.UTF8.GetString(bytes.ToArray())));
    }

    private static async Task<MediaRequest> AskedAsync(string url)
    {
        await using var login = new Login();
        var media = new NotedMedia();
        await login.Open(media: media).Attachments!.FetchAsync(With(url), "0", Stream.Null, TestContext.Current.CancellationToken);
        Assert.Equal(new Uri(url), media.Asked!.Url);
        return media.Asked;
    }

    private static AcceptedMessage With(string url) => new()
    {
        Id = 1,
        Channel = "one",
        ExternalId = "x",
        Raw = Encoding.UTF8.GetBytes(Login.Activity("x", more: $$""","attachments":[{"contentType":"image/png","contentUrl":"{{url}}"}]""")),
        AcceptedAt = TestSetup.Now,
    };

    private sealed class NotedMedia : IMediaFetcher
    {
        public MediaRequest? Asked { get; private set; }

        public Task<AttachmentFetch> FetchAsync(MediaRequest request, Stream destination, CancellationToken cancellationToken)
        {
            Asked = request;
            return Task.FromResult(AttachmentFetch.Kept);
        }
    }
}
