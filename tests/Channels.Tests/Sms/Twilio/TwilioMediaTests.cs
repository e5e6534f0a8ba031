using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

public sealed class TwilioMediaTests
{
    private static readonly string Sid = TwilioSamples.Sid("m1", "MM");
    private static readonly string List = $"/2010-04-01/Accounts/{TwilioSamples.Account}/Messages/{Sid}/Media.json";

    [Fact]
    public async Task Fetch_UrlOfTheHook_WithTheLoginForTwiliosHostsOnly()
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", "/media/ME1", WireMockAnswer.Text("picture", "image/jpeg"));

        var (fetch, bytes, asked) = await FetchAsync(twilio, twilio.Scope.Url("/media/ME1").AbsoluteUri);

        Assert.Equal(((string?)null, "image/jpeg", "picture"), (fetch.WithheldBecause, fetch.MediaType, bytes));
        Assert.Equal(["*.twilio.com"], asked!.CredentialHosts);
        Assert.Equal(TwilioApiStub.Login(TwilioSamples.Account, TwilioSamples.Token), asked.Authorization?.ToString());
    }

    [Fact]
    public async Task Fetch_NumberOfTheList_LookedUpFirst()
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", List, WireMockAnswer.Json($$"""{"media_list":[{"sid":"ME1","uri":"{{Path("ME1")}}.json"},{"sid":"ME2","uri":"{{Path("ME2")}}.json"}]}"""));
        await twilio.Scope.StubAsync("GET", Path("ME2"), WireMockAnswer.Text("second", "image/png"));

        var (fetch, bytes, _) = await FetchAsync(twilio, "#1");

        Assert.Equal(((string?)null, "image/png", "second"), (fetch.WithheldBecause, fetch.MediaType, bytes));
    }

    [Theory]
    [InlineData("#2")]
    [InlineData("#-1")]
    [InlineData("#")]
    [InlineData("#99999999999")]
    public async Task Fetch_NumberThatIsNotThere_Gone(string key)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", List, WireMockAnswer.Json($$"""{"media_list":[{"uri":"{{Path("ME1")}}.json"},{"uri":"https://evil.example/x"}]}"""));

        Assert.Equal("gone", (await FetchAsync(twilio, key)).Fetch.WithheldBecause);
        Assert.Equal("gone", (await FetchAsync(twilio, "#1")).Fetch.WithheldBecause);
    }

    [Fact]
    public async Task Fetch_MessageDeletedAtTwilio_Gone()
    {
        await using var twilio = TwilioApiStub.Start();

        Assert.Equal("gone", (await FetchAsync(twilio, "#0")).Fetch.WithheldBecause);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/x")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task Fetch_KeyThatIsNoAddress_NeverAskedFor(string key)
    {
        await using var twilio = TwilioApiStub.Start();

        var (fetch, _, asked) = await FetchAsync(twilio, key);

        Assert.Equal("address-not-allowed", fetch.WithheldBecause);
        Assert.Null(asked);
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "{\"media_list\":17}")]
    public async Task Fetch_ListUnreadable_TriedAgainLater(int status, string body)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", List, WireMockAnswer.Text(body, "application/json", status));

        Assert.False((await Assert.ThrowsAsync<ChannelFaultException>(() => FetchAsync(twilio, "#0"))).Permanent);
    }

    private static string Path(string media) => $"/2010-04-01/Accounts/{TwilioSamples.Account}/Messages/{Sid}/Media/{media}";

    private static async Task<(AttachmentFetch Fetch, string Bytes, MediaRequest? Asked)> FetchAsync(TwilioApiStub twilio, string key)
    {
        var media = new PlainMedia(twilio.Http);
        var source = TwilioSamples.Open(twilio.Options, twilio.Http, media: media).Attachments!;
        using var bytes = new MemoryStream();
        var fetch = await source.FetchAsync(TwilioSamples.Accepted(default, Sid), key, bytes, TestContext.Current.CancellationToken);
        return (fetch, System.Text.Encoding.UTF8.GetString(bytes.ToArray()), media.Asked.SingleOrDefault());
    }
}
