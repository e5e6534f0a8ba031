using System.Globalization;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>Ten thousand mentions with edits, repeats and late ids, and a worker that is killed three times on the way.</summary>
public sealed class MentionsKillTests(ITestOutputHelper output)
{
    private const int KilledBySignal = 128 + 9;
    private const int MostIds = 11_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Mentions_EditedRepeatedAndLate_EachOnceAcrossThreeKills()
    {
        await using var x = new XTimeline { RepeatedPage = 7 };
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        installation.WithX("mentions", x.Url, Mentions.Account).Set("Intake:Lease", "1s").Set("Intake:Tries", 20).Set("Intake:RepeatWindow", "00:00:00");
        var mentions = new Mentions(x, TimeProvider.System.GetUtcNow().AddSeconds(-3 * MostIds));

        mentions.Publish(6_000);
        await KilledAtAsync(installation, "before-accept-commit:5");
        mentions.Edit(200, await TakenAsync(installation), isTaken: true);
        mentions.Edit(100, await TakenAsync(installation), isTaken: false);
        mentions.Publish(1_500);

        await KilledAtAsync(installation, "after-registration:4");
        mentions.Edit(100, await TakenAsync(installation), isTaken: true);
        mentions.Publish(2_000);
        mentions.PublishLate(50);

        var before = (await TakenAsync(installation)).Count;
        await using (var killed = await installation.StartAsync())
        {
            await MessagesAsync(installation, before + 700);
            await killed.KillAsync();
        }

        mentions.Edit(100, await TakenAsync(installation), isTaken: true);
        mentions.Publish(350);
        await using (var last = await installation.StartAsync())
        {
            await MessagesAsync(installation, mentions.Expected.Count);
            await NewestIsAsync(installation, mentions.Newest);

            // Now the place is behind them.
            mentions.PublishLate(100);
            mentions.Edit(50, await TakenAsync(installation), isTaken: true);
            await MessagesAsync(installation, mentions.Expected.Count);
            await installation.Pool.WaitUntilQuietAsync(Patience);
            await NewestIsAsync(installation, mentions.Newest);
            Assert.Equal(0, await last.StopAsync());
        }

        var pool = installation.Pool;
        Assert.Equal(10_000, mentions.Posts);
        Assert.Equal(mentions.Expected.Order(StringComparer.Ordinal), (await pool.QueryAsync<string>("SELECT external_id FROM message")).Order(StringComparer.Ordinal));
        Assert.Empty(await pool.QueryAsync<string>("SELECT reason FROM hole"));
        Assert.Equal(
            [("complaint", (long)mentions.Posts), ("revision", mentions.Edits)],
            (await pool.QueryAsync<(string Outcome, long Count)>("SELECT outcome, count(*) FROM ledger GROUP BY outcome")).OrderBy(row => row.Outcome, StringComparer.Ordinal));
        Assert.Equal(mentions.Posts, await pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(mentions.Edits, await pool.CountAsync("SELECT count(*) FROM message_identity WHERE versions = 2"));
        Assert.Equal(mentions.Posts - mentions.Edits, await pool.CountAsync("SELECT count(*) FROM message_identity WHERE versions = 1"));

        // What counts is the newest version, also where a killed worker's batch was decided after the edit of a post in it.
        Assert.Equal(mentions.Posts, await pool.CountAsync("SELECT count(*) FROM complaint_message WHERE is_current = 1"));
        Assert.Equal(mentions.Edited, await pool.CountAsync("SELECT count(*) FROM complaint_message WHERE is_current = 1 AND body LIKE '%düzəliş%'"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mentions.Expected.Count} versions of {mentions.Posts} posts in {x.Asked.Count} requests"));
    }

    private static async Task KilledAtAsync(Installation installation, string step)
    {
        await using var worker = installation.Launch(step);
        Assert.Equal(KilledBySignal, await worker.WaitForExitAsync(Patience));
    }

    private static Task MessagesAsync(Installation installation, int count) => Wait.UntilAsync(
        async () => await installation.Pool.CountAsync("SELECT count(*) FROM message") >= count, $"{count} messages", Patience, TimeSpan.FromMilliseconds(200));

    private static async Task<IReadOnlySet<string>> TakenAsync(Installation installation) =>
        (await installation.Pool.QueryAsync<string>("SELECT external_id FROM message")).ToHashSet(StringComparer.Ordinal);

    /// <summary>The cursor holds this id and no gap behind it.</summary>
    private static Task NewestIsAsync(Installation installation, long id) => Wait.UntilAsync(
        async () => (await installation.Pool.QueryAsync<string>("SELECT cursor FROM channel_state"))[0]
            .Contains(string.Create(CultureInfo.InvariantCulture, $"\"m\":[{id}]"), StringComparison.Ordinal),
        "the place is behind the newest post",
        Patience,
        TimeSpan.FromMilliseconds(200));
}
