using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Telegram;
using TestSupport;

namespace Channels.Tests.Chat.Telegram;

public sealed class TelegramConnectorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("7000001")]
    [InlineData("7000001:short")]
    [InlineData("bot7000001:AAFqCanaryToken9x8y7z6w5v4u3t2s1r")]
    [InlineData("7000001:AAFq/../CanaryToken9x8y7z6w5v4u3t2s1r")]
    [InlineData("7000001:AAFq CanaryToken9x8y7z6w5v4u3t2s1r")]
    public void Validate_BadToken_NamedWithoutItsValue(string token)
    {
        var fault = Assert.Single(Validate(Updates.Polling with { Token = token }));

        Assert.Equal("Token", fault.Key);
        Assert.DoesNotContain("Canary", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.telegram.org", true)]
    [InlineData("https://bots.example.az/telegram/", true)]
    [InlineData("http://127.0.0.1:8081", true)]
    [InlineData("http://bots.example.az", false)]
    [InlineData("https://u:p@api.telegram.org", false)]
    [InlineData("https://api.telegram.org/?x=1", false)]
    [InlineData("api.telegram.org", false)]
    public void Validate_ApiServer_HttpsOrThisMachine(string server, bool good) => Assert.Equal(good, !Validate(Updates.Polling with { ApiServer = server }).Any());

    [Theory]
    [InlineData("too-short")]
    [InlineData("has spaces and so it is no secret")]
    [InlineData("gizli-söz-gizli-söz-gizli-söz")]
    public void Validate_BadSecretToken_NamesItsPlace(string secret) =>
        Assert.Equal("SecretTokens:1", Assert.Single(Validate(Updates.Polling with { SecretTokens = [Updates.Secret, secret] })).Key);

    [Fact]
    public void Options_Printed_HoldNoSecret() => Assert.Equal("TelegramOptions", Updates.Hooked.ToString());

    [Fact]
    public void Open_SecretTokens_DecideTheWayIn()
    {
        var (polled, hooked) = (Updates.Open(Updates.Polling), Updates.Open(Updates.Hooked));

        Assert.Equal((true, false, false, true), (polled.Source is not null, polled.Receiver is not null, hooked.Source is not null, hooked.Receiver is not null));
    }

    [Theory]
    [InlineData(false, """{"url":"","pending_update_count":3}""", true, "@shop_bot, polled, 3 updates waiting")]
    [InlineData(false, """{"url":"https://hooks.example.az/hooks/secret-path","pending_update_count":3}""", false, "@shop_bot: a webhook to hooks.example.az is set, which excludes polling")]
    [InlineData(true, """{"url":"","pending_update_count":0}""", false, "@shop_bot: no webhook is set")]
    [InlineData(true, """{"url":"https://hooks.example.az/hooks/secret-path","pending_update_count":0}""", true, "@shop_bot, webhook to hooks.example.az, 0 updates waiting")]
    [InlineData(true, """{"url":"https://hooks.example.az/x","allowed_updates":["message"]}""", false, "allowed_updates lacks edited_message")]
    [InlineData(true, """{"url":"https://hooks.example.az/x","pending_update_count":9,"last_error_date":1795252800,"last_error_message":"secret-path 500"}""", false, "failed was at 2026-11-21 09:20 UTC, 9 updates waiting")]
    [InlineData(true, """{"url":"https://hooks.example.az/x","last_error_date":1795166400}""", true, "webhook to hooks.example.az")]
    public async Task Test_StateAtTelegram_SaidWithoutPathsAndTelegramsWords(bool hooked, string info, bool healthy, string summary)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", $"/bot{Updates.Token}/getMe", WireMockAnswer.Json("""{"ok":true,"result":{"id":7000001,"is_bot":true,"username":"shop_bot"}}"""));
        await scope.StubAsync("GET", $"/bot{Updates.Token}/getWebhookInfo", WireMockAnswer.Json($$"""{"ok":true,"result":{{info}}}"""));

        var report = await TestAsync((hooked ? Updates.Hooked : Updates.Polling) with { ApiServer = scope.BaseUrl });

        Assert.Equal(healthy, report.Healthy);
        Assert.Contains(summary, report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", report.Summary, StringComparison.Ordinal);
        Assert.Equal(["GET", "GET"], (await scope.RequestsAsync()).Select(request => request.Method));
    }

    [Fact]
    public async Task Test_TokenUnknownOrServerDown_SaysWhatToDoWithoutTheToken()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", $"/bot{Updates.Token}/getMe", WireMockAnswer.Json("""{"ok":false,"error_code":401,"description":"Unauthorized"}""", 401));

        var refused = await TestAsync(Updates.Polling with { ApiServer = scope.BaseUrl });
        var down = await TestAsync(Updates.Polling with { ApiServer = $"http://127.0.0.1:{LoopbackPort.Free()}" });

        Assert.Contains("check Token", refused.Summary, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", down.Summary, StringComparison.Ordinal);
        Assert.All([refused, down], report => Assert.False(report.Healthy));
        Assert.All([refused, down], report => Assert.DoesNotContain("Canary", report.Summary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Test_NotAllowed_SaysWhatToLookAt()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", $"/bot{Updates.Token}/getMe", WireMockAnswer.Json("""{"ok":false,"error_code":403,"description":"Forbidden"}""", 403));

        var report = await TestAsync(Updates.Polling with { ApiServer = scope.BaseUrl });

        Assert.False(report.Healthy);
        Assert.Contains("check ApiServer", report.Summary, StringComparison.Ordinal);
    }

    private static IEnumerable<SettingFault> Validate(TelegramOptions options) => ((IConnector)new TelegramConnector()).Validate(options);

    private static async Task<ConnectionReport> TestAsync(TelegramOptions options)
    {
        using var http = TestSetup.NewHttp();
        return await Updates.Open(options, http).Test.TestAsync(TestContext.Current.CancellationToken);
    }
}
