using System.Net;
using System.Net.Sockets;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Webhook;
using TestSupport;

namespace Channels.Tests.Chat.Webhook;

public sealed class WebhookConnectorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")]
    [InlineData("WHSEC_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")]
    public void Validate_BadSecret_NamesTheKeyAndNotTheValue(string secret)
    {
        var fault = Assert.Single(Validate(new WebhookOptions { Secrets = [Deliveries.Current, secret] }));

        Assert.Equal("Secrets:1", fault.Key);
        Assert.True(secret.Length < 7 || !fault.Message.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://bot.example/replies", true)]
    [InlineData("http://localhost:9000/replies", true)]
    [InlineData("http://bot.example/replies", false)]
    [InlineData("https://user:pass@bot.example/", false)]
    [InlineData("https://bot.example/#x", false)]
    [InlineData("/replies", false)]
    [InlineData("ftp://bot.example/", false)]
    public void Validate_CallbackUrl_HttpsOrThisMachine(string url, bool good) =>
        Assert.Equal(good, !Validate(new WebhookOptions { Secrets = [Deliveries.Current], CallbackUrl = url }).Any());

    [Fact]
    public void Open_WithoutCallbackUrl_ReceivesOnly()
    {
        var parts = Deliveries.Open(new WebhookOptions { Secrets = [Deliveries.Current] });

        Assert.NotNull(parts.Receiver);
        Assert.Null(parts.Sender);
    }

    [Fact]
    public async Task Test_CallbackListens_HealthyAndNoRequestSent()
    {
        await using var stub = HttpStub.Start();

        var report = await TestAsync($"http://127.0.0.1:{stub.Port}/");

        Assert.True(report.Healthy, report.Summary);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Test_NobodyListens_SaysSo()
    {
        await using var stub = HttpStub.Start();
        stub.GoDown();

        var report = await TestAsync($"https://127.0.0.1:{stub.Port}/");

        Assert.False(report.Healthy);
        Assert.Contains("no connection", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_ServerWithoutTls_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var testing = TestAsync($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using (await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            // Closes without a word of TLS.
        }

        var report = await testing;

        Assert.False(report.Healthy);
        Assert.Contains("TLS", report.Summary, StringComparison.Ordinal);
    }

    private static IEnumerable<SettingFault> Validate(WebhookOptions options) => ((IConnector)new WebhookConnector()).Validate(options);

    private static Task<ConnectionReport> TestAsync(string url) =>
        Deliveries.Open(new WebhookOptions { Secrets = [Deliveries.Current], CallbackUrl = url }).Test.TestAsync(TestContext.Current.CancellationToken);
}
