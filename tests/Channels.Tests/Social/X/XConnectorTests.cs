using System.Globalization;
using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

public sealed class XConnectorTests
{
    private static readonly XOAuth1Options Keys = new()
    {
        ConsumerKey = "ck-canary-1", ConsumerSecret = "cs-canary-2", AccessToken = "at-canary-3", AccessTokenSecret = "ats-canary-4",
    };

    private static readonly string[] Secrets = ["canary-1", "canary-2", "canary-3", "canary-4", "canary-5", "canary-6"];

    [Fact]
    public void Validate_WorkingSettings_NoFault() => Assert.Empty(Faults(options => options));

    [Fact]
    public void Validate_WrongSettings_EachNamedWithoutItsValue()
    {
        var oauth2 = new XOAuth2Options { ClientId = "c", RefreshToken = "canary-5", TokenFile = "x" };

        Assert.Equal(["UserId"], Faults(options => options with { UserId = "@bank" }));
        Assert.Equal(["OAuth1"], Faults(options => options with { OAuth1 = null }));
        Assert.Equal(["OAuth1"], Faults(options => options with { OAuth2 = oauth2 }));
        Assert.Empty(Faults(options => options with { OAuth1 = null, OAuth2 = oauth2 }));
        Assert.Equal(["Mentions"], Faults(options => options with { Mentions = false }));
        Assert.Empty(Faults(options => options with { Mentions = false, Search = "#a" }));
        Assert.All(
            (string[])["http://api.x.com", "ftp://api.x.com", "api.x.com", "", "https://u:p@api.x.com", "https://api.x.com?a=b", "https://api.x.com#a"],
            url => Assert.Equal(["ApiUrl"], Faults(options => options with { ApiUrl = url })));
        Assert.Empty(Faults(options => options with { ApiUrl = "http://127.0.0.1:8080" }));
    }

    [Fact]
    public void ToString_Options_WithoutSecrets()
    {
        var options = XSamples.Options with { OAuth1 = Keys, OAuth2 = new XOAuth2Options { ClientSecret = "canary-5", RefreshToken = "canary-6" } };

        AssertClean(options.ToString() + XTokenPair.First("canary-6") + options.OAuth2);
    }

    /// <summary>Every request is answered by itself, credentials and all.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Everything_XEchoesOurSecrets_NoneIsSeen(int status)
    {
        using var folder = new TempFolder();
        using var http = TestSetup.NewHttp();
        await using var x = new XTimeline();
        x.Instead = request => XTimeline.Json(
            $$"""{"title":"{{Echo(request)}}","detail":"{{Echo(request)}}","type":"{{Echo(request)}}","errors":[{"message":"{{Echo(request)}}"}]}""", status, $"x-access-level: {Echo(request)}");
        var journal = new XJournal();
        var seen = new StringBuilder();
        var oauth1 = XSamples.Options with { ApiUrl = x.Url, OAuth1 = Keys, DirectMessages = true };
        var oauth2 = oauth1 with
        {
            OAuth1 = null, OAuth2 = new XOAuth2Options { ClientId = "c", ClientSecret = "canary-5", RefreshToken = "canary-6", TokenFile = folder["tokens"] },
        };

        foreach (var options in (XOptions[])[oauth1, oauth2])
        {
            await using var parts = ((IConnector)new XConnector()).Open(TestSetup.For("one", options, http) with { Logger = journal });
            var stop = TestContext.Current.CancellationToken;
            seen.Append(await Record.ExceptionAsync(() => parts.Source!.FetchAsync(null, 10, stop)));
            seen.Append(await Record.ExceptionAsync(() => parts.Source!.FetchAgainAsync(["post:17", "dm:18"], stop)));
            seen.Append(await parts.Test.TestAsync(stop));
            foreach (var publicText in (string?[])["b", null])
            {
                seen.Append(await parts.Sender!.SendAsync(
                    new OutboundMessage
                    {
                        StableId = "1", To = new ContactPoint(ContactPointKind.Handle, "x:17"), Subject = "", Text = "a", PublicText = publicText, InReplyTo = "post:17", Language = "az",
                        CreatedAt = TestSetup.Now,
                    },
                    stop));
            }
        }

        Assert.True(x.Requests.Count >= 4);
        AssertClean(seen + string.Concat(journal.Lines));
    }

    private static string Echo(HttpStubRequest request) => Uri.EscapeDataString(
        string.Create(CultureInfo.InvariantCulture, $"{request.Headers.GetValueOrDefault("Authorization")} {Encoding.UTF8.GetString(request.Body)} {string.Join(' ', Secrets)}"));

    private static void AssertClean(string text) => Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));

    private static IEnumerable<string> Faults(Func<XOptions, XOptions> with)
    {
        var faults = ((IConnector)new XConnector()).Validate(with(XSamples.Options)).ToArray();
        AssertClean(string.Concat(faults.Select(fault => fault.Message)));
        return faults.Select(fault => fault.Key);
    }
}
