using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;
using TestSupport;

namespace Channels.Tests.Chat.BotFramework;

public sealed class BotFrameworkConnectorTests
{
    private static readonly BotFrameworkOptions Good = new() { AppId = Login.App, AppSecret = Login.Secret };

    [Fact]
    public void Validate_Defaults_Good() => Assert.Empty(Validate(Good));

    [Theory]
    [InlineData("https://bots.example.com")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.com")]
    [InlineData("bots.example.com:443")]
    [InlineData("Bots.example.com")]
    [InlineData("")]
    public void Validate_BadServiceHost_NamesItsPlace(string host) =>
        Assert.Equal("MoreServiceHosts:1", Assert.Single(Validate(Good with { MoreServiceHosts = ["*.example.com", host] })).Key);

    [Fact]
    public void Validate_BadAddresses_NamesTheKey()
    {
        Assert.Equal("MetadataUrl", Assert.Single(Validate(Good with { MetadataUrl = "http://login.example/x" })).Key);
        Assert.Equal("TokenEndpoint", Assert.Single(Validate(Good with { TokenEndpoint = "/token" })).Key);
        Assert.Equal("TenantId", Assert.Single(Validate(Good with { TenantId = "a/b" })).Key);
        Assert.Equal("AppId", Assert.Single(Validate(Good with { AppId = "a b" })).Key);
        Assert.Equal("AppId", Assert.Single(Validate(Good with { AppId = "my-complaint-bot" })).Key);
    }

    [Fact]
    public void Options_Printed_HoldNoSecret() => Assert.Equal("BotFrameworkOptions", Good.ToString());

    [Fact]
    public async Task Test_AllGood_SaysWhatIsThere()
    {
        await using var login = new Login();

        var report = await login.Open(login.Options with { TenantId = "contoso.example" }).Test.TestAsync(TestContext.Current.CancellationToken);

        Assert.Equal((true, "127.0.0.1: 1 signing keys for 3 channels; our own token is given"), (report.Healthy, report.Summary));
        Assert.Equal(["/metadata", "/keys", "/contoso.example/token"], login.Stub.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Test_SecretRefused_SaysWhatToCheckWithoutIt()
    {
        await using var login = new Login();
        var answer = login.Stub.Answer;
        login.Stub.Answer = request => request.Target.EndsWith("/token", StringComparison.Ordinal)
            ? HttpStub.Reply(401, """{"error":"invalid_client","error_description":"canary~Secret.Of.The.App_Registration is wrong"}""")
            : answer(request);

        var report = await login.Open().Test.TestAsync(TestContext.Current.CancellationToken);

        Assert.False(report.Healthy);
        Assert.Contains("check AppId, AppSecret", report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", report.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/token", 404, "check TenantId and TokenEndpoint")]
    [InlineData("/token", 403, "AppSecret (it may have ended)")]
    [InlineData("/metadata", 403, "check MetadataUrl")]
    public async Task Test_SomethingRefused_SaysWhatToLookAt(string path, int status, string advice)
    {
        await using var login = new Login();
        var answer = login.Stub.Answer;
        login.Stub.Answer = request => request.Target.EndsWith(path, StringComparison.Ordinal) ? HttpStub.Reply(status, "{}") : answer(request);

        var report = await login.Open().Test.TestAsync(TestContext.Current.CancellationToken);

        Assert.False(report.Healthy);
        Assert.Contains(advice, report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_LoginDown_SaysSo()
    {
        await using var login = new Login();
        login.Stub.GoDown();

        var report = await login.Open().Test.TestAsync(TestContext.Current.CancellationToken);

        Assert.Equal((false, "127.0.0.1 cannot be reached, or broke the connection"), (report.Healthy, report.Summary));
    }

    private static IEnumerable<SettingFault> Validate(BotFrameworkOptions options) => ((IConnector)new BotFrameworkConnector()).Validate(options);
}
