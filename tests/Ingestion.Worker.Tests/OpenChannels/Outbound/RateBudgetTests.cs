using System.Net;
using System.Net.Sockets;
using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Outbound;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Outbound;

public sealed class RateBudgetTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Path_OverItsBudget_FailsFastUntilTheWindowHasMovedOn()
    {
        await using var rig = await OpenAsync(new RateBudget("GET", "/*/users/*/mentions", 2, Quarter));

        Assert.Equal(200, await rig.StatusAsync("GET", "/users/17/mentions?page=1"));
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, await rig.StatusAsync("GET", "/users/18/mentions"));
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var fault = await rig.FaultAsync("GET", "/users/17/mentions");
        Assert.Equal(("rate-limited", TimeSpan.FromMinutes(9)), (fault.Code, fault.RetryAfter));
        Assert.Equal(2, await rig.ArrivedAsync());

        Assert.Equal(200, await rig.StatusAsync("POST", "/users/17/mentions"));
        Assert.Equal(200, await rig.StatusAsync("GET", "/users/17"));

        rig.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(200, await rig.StatusAsync("GET", "/users/17/mentions"));
        Assert.Equal(TimeSpan.FromMinutes(5), (await rig.FaultAsync("GET", "/users/17/mentions")).RetryAfter);
    }

    [Fact]
    public async Task Several_BudgetsThatFit_AllApply()
    {
        await using var rig = await OpenAsync(new RateBudget(null, null, 3, TimeSpan.FromHours(24)), new RateBudget("POST", null, 1, Quarter));

        Assert.Equal(200, await rig.StatusAsync("POST", "/a"));
        Assert.Equal(Quarter, (await rig.FaultAsync("POST", "/b")).RetryAfter);
        Assert.Equal(200, await rig.StatusAsync("GET", "/a"));
        Assert.Equal(200, await rig.StatusAsync("GET", "/a"));
        Assert.Equal(TimeSpan.FromHours(24), (await rig.FaultAsync("GET", "/a")).RetryAfter);
    }

    [Fact]
    public async Task TooManyForOneRecipient_OnlyThatOneWaits()
    {
        await using var rig = new ProviderRig();
        await rig.Provider.StubAsync("POST", "/to/crowded", WireMockAnswer.Wait("90"));
        await rig.Provider.StubAsync("POST", "/to/other", new WireMockAnswer(200));

        Assert.Equal(429, await ForAsync(rig, "crowded", "/to/crowded"));
        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => ForAsync(rig, "crowded", "/to/crowded"));
        Assert.Equal(("rate-limited", true, TimeSpan.FromSeconds(90)), (fault.Code, fault.OneRecipient, fault.RetryAfter));
        Assert.Equal(200, await ForAsync(rig, "other", "/to/other"));
        Assert.Equal(200, await rig.StatusAsync("POST", "/to/other"));

        rig.Time.Advance(TimeSpan.FromSeconds(91));
        await rig.Provider.StubAsync("POST", "/to/crowded", new WireMockAnswer(200));
        Assert.Equal(200, await ForAsync(rig, "crowded", "/to/crowded"));
    }

    [Fact]
    public async Task TooManyForEachInTurn_ClosesTheChannel()
    {
        await using var rig = new ProviderRig();
        await rig.Provider.StubAsync(new WireMockStub("POST", "/to/.*", WireMockAnswer.Wait("90")) { PathIsPattern = true });

        foreach (var recipient in (string[])["a", "b", "b", "c"])
        {
            rig.Time.Advance(TimeSpan.FromSeconds(91));
            Assert.Equal(429, await ForAsync(rig, recipient, "/to/" + recipient));
        }

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => ForAsync(rig, "d", "/to/d"));
        Assert.Equal(("rate-limited", false, TimeSpan.FromSeconds(90)), (fault.Code, fault.OneRecipient, fault.RetryAfter));
        Assert.Equal(4, await rig.ArrivedAsync());
    }

    [Fact]
    public async Task TooManyForEachInTurn_WithoutATime_ClosesTheChannelForLongerAndLonger()
    {
        await using var rig = new ProviderRig();
        await rig.Provider.StubAsync(new WireMockStub("POST", "/to/.*", new WireMockAnswer(429)) { PathIsPattern = true });

        foreach (var recipient in Enumerable.Range(0, 10))
        {
            rig.Time.Advance(TimeSpan.FromSeconds(91));
            Assert.Equal(429, await ForAsync(rig, $"r{recipient}", $"/to/{recipient}"));
        }

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => ForAsync(rig, "next", "/to/next"));
        Assert.False(fault.OneRecipient);
        Assert.InRange(fault.RetryAfter!.Value.TotalSeconds, 30, 90);
    }

    [Fact]
    public async Task TooManyForSome_OneServedInBetween_OthersGoOn()
    {
        await using var rig = new ProviderRig();
        await rig.Provider.StubAsync(new WireMockStub("POST", "/to/.*", WireMockAnswer.Wait("90")) { PathIsPattern = true });
        await rig.Provider.StubAsync("POST", "/served", new WireMockAnswer(200));

        foreach (var recipient in (string[])["a", "b", "c", "d"])
        {
            Assert.Equal(429, await ForAsync(rig, recipient, "/to/" + recipient));
            Assert.Equal(200, await ForAsync(rig, "served", "/served"));
        }
    }

    [Fact]
    public async Task Budget_ForASecond_IsWaitedFor()
    {
        await using var rig = await OpenAsync(new RateBudget("POST", null, 1, TimeSpan.FromSeconds(1)));
        var start = rig.Time.GetUtcNow();

        for (var message = 0; message < 3; message++)
        {
            Assert.Equal(200, await rig.StatusAsync("POST", "/send"));
        }

        Assert.InRange((rig.Time.GetUtcNow() - start).TotalSeconds, 2, 3);
        Assert.Equal(3, await rig.ArrivedAsync());
    }

    [Fact]
    public async Task Repetitions_AreRequestsToo()
    {
        await using var rig = await OpenAsync(new RateBudget(null, null, 2, Quarter));
        await rig.Provider.StubAsync("GET", "/bad", new WireMockAnswer(500));

        Assert.Equal("rate-limited", (await rig.FaultAsync("GET", "/bad")).Code);

        Assert.Equal(2, await rig.ArrivedAsync());
    }

    [Fact]
    public async Task Requests_ThatNeverLeft_CostNothing()
    {
        await using var rig = await OpenAsync(new RateBudget(null, null, 1, Quarter));
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = new Uri($"http://{server.LocalEndPoint}/");

        await Assert.ThrowsAsync<HttpRequestException>(
            () => rig.Time.PassAsync(rig.Client.GetAsync(nobody, TestContext.Current.CancellationToken), TimeSpan.FromSeconds(5)));

        Assert.Equal(200, await rig.StatusAsync("GET", "/a"));
    }

    [Fact]
    public async Task TooMany_OnAPathWithABudget_ClosesOnlyThatOne()
    {
        await using var rig = await OpenAsync(new RateBudget(null, null, 100, Quarter), new RateBudget("GET", "/*/mentions", 100, Quarter));
        await rig.Provider.StubAsync("GET", "/mentions", WireMockAnswer.Wait("600"));

        Assert.Equal(429, await rig.StatusAsync("GET", "/mentions"));

        Assert.Equal("rate-limited", (await rig.FaultAsync("GET", "/mentions")).Code);
        Assert.Equal(200, await rig.StatusAsync("POST", "/send"));
    }

    [Fact]
    public async Task Budget_OfOneChannel_IsNotAnothers()
    {
        await using var rig = await OpenAsync(new RateBudget(null, null, 1, Quarter));

        Assert.Equal(200, await rig.StatusAsync("GET", "/a"));
        Assert.Equal("rate-limited", (await rig.FaultAsync("GET", "/a")).Code);
        Assert.Equal(200, await rig.StatusAsync("GET", "/a", rig.NewClient("other")));
    }

    [Fact]
    public async Task Budget_AskedFromManySides_IsNeverOverdrawn()
    {
        await using var rig = await OpenAsync(new RateBudget(null, null, 10, Quarter));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                using var response = await rig.BeginAsync("POST", "/send");
                return (int)response.StatusCode;
            }
            catch (ChannelFaultException fault)
            {
                Assert.Equal("rate-limited", fault.Code);
                return 0;
            }
        }));

        Assert.Equal(10, answers.Count(status => status == 200));
        Assert.Equal(10, await rig.ArrivedAsync());
    }

    [Theory]
    [InlineData("/2/users/*/mentions", "/2/users/17/mentions", true)]
    [InlineData("/2/users/*/mentions", "/2/users/17/mentions/more", true)]
    [InlineData("/2/users/*/mentions", "/2/users/17/mentionsx", false)]
    [InlineData("/2/users/*/mentions", "/2/users/17", false)]
    [InlineData("/2/users/*", "/2/users/", false)]
    [InlineData("/2/users/*", "/2/users/17/", true)]
    [InlineData("/*/sendMessage", "/bot4711:AAE/sendMessage", true)]
    [InlineData("/*/sendMessage", "/bot4711:AAE/getUpdates", false)]
    [InlineData("/Messages.json", "/messages.json", false)]
    [InlineData("/", "/anything", true)]
    [InlineData("/a", "/", false)]
    public void PathPattern_Table(string pattern, string path, bool fits) => Assert.Equal(fits, PathPattern.Fits(pattern, path));

    [Fact]
    public void Catalogue_EveryConnector_DeclaresSoundLimits()
    {
        foreach (var limits in ConnectorCatalog.All.Select(connector => connector.Limits))
        {
            Assert.InRange(limits.AnswerWithin, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
            Assert.All(limits.Budgets, budget =>
            {
                Assert.InRange(budget.Requests, 1, 100_000);
                Assert.InRange(budget.Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
                Assert.True(budget.Path is null || budget.Path.StartsWith('/'));
                Assert.True(budget.Method is null or "GET" or "POST" or "PUT" or "DELETE" or "PATCH");
            });
        }
    }

    private static async Task<int> ForAsync(ProviderRig rig, string recipient, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, rig.Provider.Url(path)) { Content = new StringContent("hello") };
        RateScope.Set(request, recipient);
        using var response = await rig.Time.PassAsync(rig.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken), TimeSpan.FromSeconds(5));
        return (int)response.StatusCode;
    }

    private static async Task<ProviderRig> OpenAsync(params RateBudget[] budgets)
    {
        var rig = new ProviderRig(new ProviderLimits { Budgets = budgets });
        await rig.Provider.StubAsync(new WireMockStub("ANY", "/.*", new WireMockAnswer(200)) { PathIsPattern = true, Priority = 9 });
        return rig;
    }
}
