using System.Net;
using Ingestion.Channels;
using Ingestion.Worker.Settings;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Media;

/// <summary>Whatever a stranger writes as a URL: nobody comes to a listener inside. Names all lead to loopback here, so nothing outside is asked.</summary>
public sealed class MediaCanaryTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.255.255.254:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://127.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0x7F.0x0.0x0.0x1:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://017700000001:{0}/")]
    [InlineData("http://0000000000177.0.0.01:{0}/")]
    [InlineData("http://127.0.0.1.:{0}/")]
    [InlineData("http://%31%32%37.0.0.1:{0}/")]
    [InlineData("http://１２７.０.０.１:{0}/")]
    [InlineData("http://①②⑦.⓪.⓪.①:{0}/")]
    [InlineData("http://127。0。0。1:{0}/")]
    [InlineData("http://4294967296.0.0.1:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:{0}/")]
    [InlineData("http://[::]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://[::127.0.0.1]:{0}/")]
    [InlineData("http://[64:ff9b::127.0.0.1]:{0}/")]
    [InlineData("http://[2002:7f00:1::]:{0}/")]
    [InlineData("http://[2001:0:7f00:1::]:{0}/")]
    [InlineData("http://[fe80::1%251]:{0}/")]
    [InlineData("http://[::1%251]:{0}/")]
    [InlineData("http://10.0.0.1:{0}/")]
    [InlineData("http://172.16.0.1:{0}/")]
    [InlineData("http://192.168.1.1:{0}/")]
    [InlineData("http://169.254.169.254:{0}/latest/meta-data/")]
    [InlineData("http://100.100.100.200:{0}/")]
    [InlineData("http://[fd00:ec2::254]:{0}/")]
    [InlineData("http://255.255.255.255:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://LOCALHOST.:{0}/")]
    [InlineData("http://media.example:{0}/")]
    [InlineData("http://127.0.0.1.media.example:{0}/")]
    [InlineData("http://ｌｏｃａｌｈｏｓｔ:{0}/")]
    [InlineData("http://media.example@127.0.0.1:{0}/")]
    [InlineData("http://127.0.0.1:{0}\\@media.example/")]
    [InlineData("http://media.example:80@127.0.0.1:{0}/")]
    [InlineData("http://127.0.0.1:{0}#@media.example/")]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("https://media.example:{0}/")]
    public async Task FetchAsync_UrlThatLeadsInside_NobodyComes(string pattern)
    {
        await using var canary = Canary.Everywhere();
        using var bench = new MediaBench(new MediaSettings { AllowHttp = true, AllowedPorts = [canary.Port] });
        var url = pattern.Replace("{0}", canary.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        // What is no URL cannot be asked for either.
        if (Uri.TryCreate(url, UriKind.Absolute, out var parsed))
        {
            Assert.Equal("address-not-allowed", (await bench.FetchAsync(new MediaRequest(parsed), TestContext.Current.CancellationToken)).WithheldBecause);
        }

        Assert.Equal(0, await canary.HitsAsync());
        Assert.Equal(0, bench.Got.Length);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("::1%1")]
    public async Task FetchAsync_NameThatLeadsInside_NobodyComes(string address)
    {
        await using var canary = Canary.Everywhere();
        using var bench = new MediaBench(new MediaSettings { AllowHttp = true, AllowedPorts = [canary.Port] }, (_, _) => [address, address]);

        var fetch = await bench.FetchAsync($"http://media.example:{canary.Port}/", TestContext.Current.CancellationToken);

        Assert.Equal("address-not-allowed", fetch.WithheldBecause);
        Assert.Equal(0, await canary.HitsAsync());
    }

    [Fact]
    public async Task FetchAsync_AllowedPlace_IsVisitedAndSeenByTheCanary()
    {
        await using var canary = Canary.At(IPAddress.Loopback);
        using var bench = new MediaBench(new MediaSettings { AllowHttp = true, AllowedPorts = [canary.Port], AllowedNetworks = ["127.0.0.1"] });

        await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync($"http://media.example:{canary.Port}/", TestContext.Current.CancellationToken));

        Assert.NotEqual(0, await canary.HitsAsync());
    }

    [Fact]
    public async Task FetchAsync_DeniedNetwork_OutdoesAllowedOne()
    {
        await using var canary = Canary.At(IPAddress.Loopback);
        using var bench = new MediaBench(new MediaSettings
        {
            AllowHttp = true, AllowedPorts = [canary.Port], AllowedNetworks = ["127.0.0.0/8"], DeniedNetworks = ["127.0.0.0/30"],
        });

        var fetch = await bench.FetchAsync($"http://media.example:{canary.Port}/", TestContext.Current.CancellationToken);

        Assert.Equal("address-not-allowed", fetch.WithheldBecause);
        Assert.Equal(0, await canary.HitsAsync());
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/", "address-not-allowed")]
    [InlineData("http://[::1]:{0}/", "address-not-allowed")]
    [InlineData("http://[::ffff:127.0.0.2]:{0}/", "address-not-allowed")]
    [InlineData("http://0x7f.2:{0}/", "address-not-allowed")]
    [InlineData("http://inside.example:{0}/", "address-not-allowed")]
    [InlineData("//127.0.0.2:{0}/", "address-not-allowed")]
    [InlineData("http://media.example@127.0.0.2:{0}/", "address-not-allowed")]
    [InlineData("http://127.0.0.2:22/", "port-not-allowed")]
    [InlineData("file:///etc/passwd", "scheme-not-allowed")]
    [InlineData("gopher://127.0.0.2:{0}/", "scheme-not-allowed")]
    [InlineData("ftp://127.0.0.2:{0}/", "scheme-not-allowed")]
    public async Task FetchAsync_RedirectedInside_NobodyComes(string pattern, string reason)
    {
        await using var canary = Canary.Everywhere();
        await using var stub = HttpStub.Start();
        stub.Answer = _ => HttpStub.Reply(302, "", "Location: " + pattern.Replace("{0}", canary.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        using var bench = new MediaBench(
            new MediaSettings { AllowHttp = true, AllowedPorts = [canary.Port, stub.Port], AllowedNetworks = ["127.0.0.1"] },
            (name, _) => [name == "inside.example" ? "127.0.0.2" : "127.0.0.1"]);

        var fetch = await bench.FetchAsync($"http://media.example:{stub.Port}/", TestContext.Current.CancellationToken);

        Assert.Equal(reason, fetch.WithheldBecause);
        Assert.Single(stub.Requests);
        Assert.Equal(0, await canary.HitsAsync());
    }

    /// <summary>The same name is good when it is first asked for and bad ever after.</summary>
    [Fact]
    public async Task FetchAsync_NameThatChangesItsAnswer_IsJudgedAtEachConnection()
    {
        await using var stub = HttpStub.Start();
        await using var canary = Canary.At(IPAddress.Parse("127.0.0.2"), stub.Port);
        using var bench = new MediaBench(
            new MediaSettings { AllowHttp = true, AllowedPorts = [stub.Port], AllowedNetworks = ["127.0.0.1"] },
            (_, asked) => [asked == 0 ? "127.0.0.1" : "127.0.0.2"]);
        stub.Answer = _ => HttpStub.Reply(302, "", "Location: /again");

        var fetch = await bench.FetchAsync($"http://rebinding.example:{stub.Port}/", TestContext.Current.CancellationToken);

        // One question for each connection: what was judged is what was connected to.
        Assert.Equal("address-not-allowed", fetch.WithheldBecause);
        Assert.Equal("/", Assert.Single(stub.Requests).Target);
        Assert.Equal(2, bench.NamesAsked);
        Assert.Equal(0, await canary.HitsAsync());
    }

    [Fact]
    public async Task FetchAsync_NameWithGoodAndBadAddresses_VisitsTheGoodOnly()
    {
        await using var stub = HttpStub.Start();
        await using var canary = Canary.At(IPAddress.Parse("127.0.0.2"), stub.Port);
        using var bench = new MediaBench(
            new MediaSettings { AllowHttp = true, AllowedPorts = [stub.Port], AllowedNetworks = ["127.0.0.1"] }, (_, _) => ["127.0.0.2", "::1", "127.0.0.1"]);
        stub.Answer = _ => HttpStub.Reply(200, "photo");

        Assert.Null((await bench.FetchAsync($"http://media.example:{stub.Port}/", TestContext.Current.CancellationToken)).WithheldBecause);

        Assert.Equal("photo", bench.Text);
        Assert.Equal(0, await canary.HitsAsync());
    }

    /// <summary>A certificate names where its issuer is found; who looks there has been led inside by a stranger.</summary>
    [Fact]
    public async Task FetchAsync_CertificateThatNamesAnAddressInside_NobodyComes()
    {
        await using var canary = Canary.Everywhere();
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var certificate = authority.Issue(["media.example"], $"http://127.0.0.1:{canary.Port}/issuer.crt");
        await using var server = new ScriptedServer(session => session.SecureAsync(certificate));
        using var bench = new MediaBench(new MediaSettings { AllowedPorts = [server.Port], AllowedNetworks = ["127.0.0.1"] }, trusted: other);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => bench.FetchAsync($"https://media.example:{server.Port}/", TestContext.Current.CancellationToken));

        Assert.Contains("SecureConnectionError", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, await canary.HitsAsync());
    }
}
