using Ingestion.Channels;
using Ingestion.Channels.Sms.Twilio;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

/// <summary>What <c>check</c> finds.</summary>
public sealed class TwilioTestTests
{
    private const string Account = $"/2010-04-01/Accounts/{TwilioSamples.Account}.json";
    private const string Numbers = $"/2010-04-01/Accounts/{TwilioSamples.Account}/IncomingPhoneNumbers.json";
    private const string Service = "MG00000000000000000000000000000001";

    [Fact]
    public async Task Test_AllToBeSeen_NamesAccountServiceAndNumber()
    {
        await using var twilio = await ListingAsync();
        await twilio.Scope.StubAsync("GET", Account, WireMockAnswer.Json("""{"status":"active","type":"Full"}"""));
        await twilio.Scope.StubAsync("GET", Numbers, WireMockAnswer.Json($$"""{"incoming_phone_numbers":[{"sms_url":"{{TwilioSamples.PublicUrl}}?tenant=az#rc=3"}]}"""));
        await twilio.Scope.StubAsync("GET", $"/v1/Services/{Service}", WireMockAnswer.Json("{}"));

        var report = await TestAsync(twilio, twilio.Options with { MessagingServiceSid = Service });

        Assert.Equal(new ConnectionReport(true, "Twilio: messages can be read, account active, messaging service found, sending number found"), report);
        Assert.All(await twilio.Scope.RequestsAsync(), request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Test_RestrictedKey_HealthyAllTheSame()
    {
        await using var twilio = await ListingAsync();

        var report = await TestAsync(twilio, twilio.Options);

        Assert.Equal(new ConnectionReport(true, "Twilio: messages can be read, account not shown to this key, sending number not shown to this key"), report);
    }

    [Theory]
    [InlineData("""{"status":"active","type":"Trial"}""", "[]", "account active (trial: verified recipients only), sending number is not in this account")]
    [InlineData("{}", """[{"sms_url":"https://elsewhere.example/sms"}]""", "sending number found, but its hook is not PublicUrl")]
    [InlineData("[]", "17", "not shown")]
    public async Task Test_SomethingStrange_Said(string account, string numbers, string said)
    {
        await using var twilio = await ListingAsync();
        await twilio.Scope.StubAsync("GET", Account, WireMockAnswer.Json(account));
        await twilio.Scope.StubAsync("GET", Numbers, WireMockAnswer.Json($$"""{"incoming_phone_numbers":{{numbers}}}"""));

        var report = await TestAsync(twilio, twilio.Options);

        Assert.True(report.Healthy);
        Assert.Contains(said, report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_AccountSuspended_Unhealthy()
    {
        await using var twilio = await ListingAsync();
        await twilio.Scope.StubAsync("GET", Account, WireMockAnswer.Json("""{"status":"suspended"}"""));

        Assert.Equal(new ConnectionReport(false, "Twilio: the account is suspended"), await TestAsync(twilio, twilio.Options));
    }

    [Theory]
    [InlineData(401, "refuses the login")]
    [InlineData(404, "does not know this account")]
    [InlineData(403, "does not let this key")]
    [InlineData(429, "more slowly")]
    [InlineData(503, "fault of its own")]
    public async Task Test_ListRefused_SaysWhatToDoWithoutTheSecret(int status, string said)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, TwilioSenderRig.Error(status, 20003));

        var report = await TestAsync(twilio, twilio.Options);

        Assert.False(report.Healthy);
        Assert.Contains(said, report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(TwilioSamples.Token, report.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!doctype html><title>Sign in</title>", "text/html")]
    [InlineData("{}", "application/json")]
    [InlineData("[]", "application/json")]
    public async Task Test_SomebodyElseAnswers_Unhealthy(string body, string mediaType)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, WireMockAnswer.Text(body, mediaType, 200));

        var report = await TestAsync(twilio, twilio.Options);

        Assert.False(report.Healthy);
        Assert.Contains("not Twilio's message list", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_NobodyListens_SaysSo()
    {
        await using var twilio = TwilioApiStub.Start();
        twilio.GoDown();

        var report = await TestAsync(twilio, twilio.Options);

        Assert.False(report.Healthy);
        Assert.Contains("cannot be reached", report.Summary, StringComparison.Ordinal);
    }

    private static async Task<TwilioApiStub> ListingAsync()
    {
        var twilio = TwilioApiStub.Start();
        await twilio.PublishAsync();
        return twilio;
    }

    private static Task<ConnectionReport> TestAsync(TwilioApiStub twilio, TwilioOptions options) =>
        TwilioSamples.Open(options, twilio.Http).Test.TestAsync(TestContext.Current.CancellationToken);
}
