using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.Telegram;

public sealed class TelegramAttachmentsTests
{
    private static readonly string GetFile = $"/bot{Updates.Token}/getFile";

    [Fact]
    public async Task Fetch_File_ItsBytesFromTheSameServer()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", GetFile, WireMockAnswer.Json("""{"ok":true,"result":{"file_id":"x","file_path":"documents/file_7.pdf"}}"""));
        await scope.StubAsync("GET", $"/file/bot{Updates.Token}/documents/file_7.pdf", WireMockAnswer.Text(new string('ə', 200_000), "application/octet-stream"));

        var (fetch, bytes) = await FetchAsync(scope, "BQAC/7+x=");

        Assert.Null(fetch.WithheldBecause);
        Assert.Equal(new string('ə', 200_000), Encoding.UTF8.GetString(bytes));
        Assert.Equal("BQAC/7+x=", (await scope.RequestsAsync())[0].Query("file_id"));
    }

    [Theory]
    [InlineData("Bad Request: file is too big", "too-large")]
    [InlineData("Bad Request: wrong file_id", "gone")]
    public async Task Fetch_RefusedForGood_Withheld(string description, string because)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", GetFile, WireMockAnswer.Json($$"""{"ok":false,"error_code":400,"description":"{{description}}"}""", 400));

        Assert.Equal(because, (await FetchAsync(scope, "x")).Fetch.WithheldBecause);
    }

    [Theory]
    [InlineData("/var/lib/telegram-bot-api/x", "not-served")]
    [InlineData("../../bot1/getMe", "not-served")]
    [InlineData("a?b=c", "not-served")]
    [InlineData("https://evil.example/x", "not-served")]
    [InlineData("", "gone")]
    public async Task Fetch_StrangePath_NeverAsked(string path, string because)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", GetFile, WireMockAnswer.Json($$$"""{"ok":true,"result":{"file_path":"{{{path}}}"}}"""));

        Assert.Equal(because, (await FetchAsync(scope, "x")).Fetch.WithheldBecause);
        Assert.Single(await scope.RequestsAsync());
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(500, false)]
    public async Task Fetch_DownloadRefused_GoneOrLater(int status, bool gone)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", GetFile, WireMockAnswer.Json("""{"ok":true,"result":{"file_path":"a/b"}}"""));
        await scope.StubAsync("GET", $"/file/bot{Updates.Token}/a/b", new WireMockAnswer(status));

        if (gone)
        {
            Assert.Equal("gone", (await FetchAsync(scope, "x")).Fetch.WithheldBecause);
        }
        else
        {
            await Assert.ThrowsAsync<ChannelFaultException>(() => FetchAsync(scope, "x"));
        }
    }

    [Fact]
    public async Task Fetch_NotReadyOrCutShort_LaterWithoutTheToken()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubInTurnAsync(
            "GET",
            GetFile,
            WireMockAnswer.Json("""{"ok":false,"error_code":400,"description":"Bad Request: wrong file_id or the file is temporarily unavailable"}""", 400),
            WireMockAnswer.Json("""{"ok":true,"result":{"file_path":"a/b"}}"""));
        await scope.StubAsync("GET", $"/file/bot{Updates.Token}/a/b", WireMockAnswer.Failing(WireMockFault.MalformedResponseChunk));

        foreach (var _ in new[] { 1, 2 })
        {
            var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => FetchAsync(scope, "x"));
            Assert.False(fault.Permanent);
            Assert.DoesNotContain(Updates.Token.Split(':')[1], fault.ToString(), StringComparison.Ordinal);
        }
    }

    private static async Task<(AttachmentFetch Fetch, byte[] Bytes)> FetchAsync(WireMockScope scope, string key)
    {
        using var http = TestSetup.NewHttp();
        using var bytes = new MemoryStream();
        var message = new AcceptedMessage { Id = 1, Channel = "one", ExternalId = "x", Raw = Updates.Utf8(Updates.Text(1, "x")), AcceptedAt = TestSetup.Now };
        var fetch = await Updates.Open(Updates.Polling with { ApiServer = scope.BaseUrl }, http).Attachments!.FetchAsync(message, key, bytes, TestContext.Current.CancellationToken);
        return (fetch, bytes.ToArray());
    }
}
