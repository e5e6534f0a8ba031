using System.Globalization;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>Fifty channels in one worker; the provider of one of them never answers.</summary>
public sealed class ManyChannelsTests : IAsyncLifetime
{
    private const int Bots = 20;
    private const int Maildirs = 15;
    private const int Hooks = 14;
    private const int HangingBot = 700_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WireMockScope provider = WireMockScope.Open();

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task FiftyChannels_OneProviderHangs_TheOthersGoOn(Store store)
    {
        await provider.StubAsync(
            new WireMockStub("ANY", "/bot[^/]*/.*", WireMockAnswer.Json("""{"ok":true,"result":[]}""")) { PathIsPattern = true, Priority = 9 },
            new WireMockStub("ANY", PathOf(HangingBot), new WireMockAnswer { Delay = TimeSpan.FromMinutes(10) }),
            new WireMockStub("POST", "/reply", new WireMockAnswer(204)));
        await using var installation = await Installation.CreateAsync(store);
        AddBot(installation, HangingBot);
        foreach (var bot in Enumerable.Range(HangingBot + 1, Bots))
        {
            AddBot(installation, bot);
        }

        foreach (var number in Enumerable.Range(1, Maildirs))
        {
            AddMaildir(installation, number);
        }

        foreach (var number in Enumerable.Range(1, Hooks))
        {
            installation.WithWebhook(Text($"hook-{number}"), provider.Url("/reply"));
        }

        await using var worker = await installation.StartAsync();
        await provider.WaitForRequestsAsync(1, PathOf(HangingBot), Patience);
        var before = await PollsAsync();

        // Polls of all the others go on …
        await Wait.UntilAsync(
            async () =>
            {
                var polls = await PollsAsync();
                return Enumerable.Range(HangingBot + 1, Bots).All(bot => polls.GetValueOrDefault(bot) >= before.GetValueOrDefault(bot) + 5);
            },
            "five more polls of each bot",
            Patience,
            every: TimeSpan.FromMilliseconds(500));

        // … and so do their messages, from a file or a hook into the pool.
        foreach (var number in Enumerable.Range(1, Maildirs))
        {
            DropMail(installation, number);
        }

        foreach (var number in Enumerable.Range(1, Hooks))
        {
            await PostAsync(installation, number);
        }

        await installation.Pool.WaitForDecidedAsync(Maildirs + Hooks, Patience);

        var silent = await installation.Pool.QueryAsync<string>("SELECT channel FROM channel_state WHERE last_success_at IS NULL AND channel NOT LIKE 'hook-%'");
        Assert.Equal([NameOf(HangingBot)], silent);
        var counts = await PollsAsync();
        Assert.True(counts[HangingBot] < counts.Where(count => count.Key != HangingBot).Min(count => count.Value));
        Assert.Equal(0, await worker.StopAsync());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(int bot) => Text($"bot-{bot}");

    private static string TokenOf(int bot) => Text($"{bot}:AAtests0tests0tests0tests0tests0tests");

    private static string PathOf(int bot) => $"/bot{TokenOf(bot)}/getUpdates";

    private static string FolderOf(Installation installation, int number) => Path.Combine(installation.Folder, Text($"maildir-{number}"));

    private static void AddMaildir(Installation installation, int number)
    {
        foreach (var part in (string[])["new", "cur", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(FolderOf(installation, number), part));
        }

        var channel = Text($"mail-{number}");
        installation
            .Set($"Channels:{channel}:Connector", "maildir")
            .Set($"Channels:{channel}:StartDate", Channels.StartDate)
            .Set($"Channels:{channel}:PollInterval", "1s")
            .Set($"Channels:{channel}:Options:Path", FolderOf(installation, number));
    }

    private static void DropMail(Installation installation, int number)
    {
        var folder = FolderOf(installation, number);
        var name = Text($"{number}.tests");
        File.WriteAllBytes(
            Path.Combine(folder, "tmp", name),
            SampleMail.Complaint(Text($"customer-{number}@home.example"), "support@bank.example", "My card was charged twice."));
        File.Move(Path.Combine(folder, "tmp", name), Path.Combine(folder, "new", name));
    }

    private static async Task PostAsync(Installation installation, int number)
    {
        var id = Text($"message-{number}");
        using var request = WebhookCaller.Signed(
            new Uri(installation.Url, Text($"hooks/hook-{number}")), id, WebhookCaller.Body(id, Text($"customer-{number}"), "My card was charged twice."));
        using var response = await installation.Http.SendAsync(request);
        Assert.Equal(202, (int)response.StatusCode);
    }

    private void AddBot(Installation installation, int bot) => installation
        .Set($"Channels:{NameOf(bot)}:Connector", "telegram")
        .Set($"Channels:{NameOf(bot)}:StartDate", Channels.StartDate)
        .Set($"Channels:{NameOf(bot)}:PollInterval", "1s")
        .Set($"Channels:{NameOf(bot)}:Options:Token", TokenOf(bot))
        .Set($"Channels:{NameOf(bot)}:Options:LongPollSeconds", 0)
        .Set($"Channels:{NameOf(bot)}:Options:ApiServer", provider.BaseUrl);

    private async Task<Dictionary<int, int>> PollsAsync() => (await provider.RequestsAsync())
        .Where(request => request.Path.EndsWith("/getUpdates", StringComparison.Ordinal))
        .GroupBy(request => int.Parse(request.Path["/bot".Length..request.Path.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture))
        .ToDictionary(group => group.Key, group => group.Count());
}
