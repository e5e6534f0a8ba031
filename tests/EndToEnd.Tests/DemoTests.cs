using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The first command of the README, whatever the language of the machine.</summary>
public sealed class DemoTests
{
    [Theory]
    [InlineData("C.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("az_AZ.UTF-8")]
    [InlineData("fa_IR.UTF-8")]
    public async Task Demo_InAnyCulture_TellsTheSameStoryAndEndsWithZero(string culture)
    {
        using var folder = new TempFolder();
        var environment = new Dictionary<string, string> { ["LANG"] = culture, ["LC_ALL"] = culture };
        await using var demo = WorkerProcess.Start(folder.Path, environment, "demo", "--exit");

        Assert.Equal(0, await demo.WaitForExitAsync(TimeSpan.FromMinutes(3)));

        var pool = Pool.OfSqlite(Path.Combine(folder.Path, "demo-data", "pool.db"));
        Assert.Equal(
            ["command 4", "complaint 13", "duplicate 1", "follow-up 1", "machine-mail 1", "revision 1"],
            await pool.QueryAsync<string>("SELECT outcome || ' ' || count(*) FROM ledger GROUP BY outcome ORDER BY outcome"));
        Assert.Equal(["held 1", "sent 14"], await pool.QueryAsync<string>("SELECT state || ' ' || count(*) FROM outbox GROUP BY state ORDER BY state"));
        Assert.Equal(1, await pool.CountAsync("SELECT sum(offers - 1) FROM message"));
        foreach (var number in await pool.QueryAsync<string>("SELECT tracking_number FROM complaint"))
        {
            Assert.Contains(Written(number), demo.Output, StringComparison.Ordinal);
        }

        Assert.Equal(2, await pool.CountAsync("SELECT count(*) FROM attempt WHERE delivery = 'delivered' AND segments > 0"));
        var direct = await NumberOfAsync(pool, "private");
        var open = await NumberOfAsync(pool, "public");
        Assert.Contains(Written(direct), Between(demo.Output, "acknowledged: direct message", "20. x"), StringComparison.Ordinal);
        var reply = Between(demo.Output, "acknowledged: public reply", "21. queue");
        Assert.Contains("answer: ", reply, StringComparison.Ordinal);
        Assert.DoesNotContain(Written(open), reply, StringComparison.Ordinal);
        Assert.DoesNotContain(open, string.Concat(reply.Where(char.IsAsciiDigit)), StringComparison.Ordinal);
        Assert.Contains("acknowledged: message in the queue of replies", Between(demo.Output, "21. queue", "22. teams"), StringComparison.Ordinal);
        Assert.Contains("acknowledged: reply in the conversation", Between(demo.Output, "22. teams", "Mail answers:"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', demo.Output);
    }

    /// <summary>The two who mentioned us publicly came one after the other: the first takes direct messages, the second does not.</summary>
    private static async Task<string> NumberOfAsync(Pool pool, string way) => Assert.Single(await pool.QueryAsync<string>(
        $"SELECT tracking_number FROM outbox WHERE is_public = 1 ORDER BY id {(way == "private" ? "ASC" : "DESC")} LIMIT 1"));

    private static string Written(string number) => $"{number[..4]}-{number[4..8]}-{number[8..]}";

    private static string Between(string text, string begin, string end)
    {
        var at = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        return text[at..text.IndexOf(end, at, StringComparison.Ordinal)];
    }
}
