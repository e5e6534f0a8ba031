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

        Assert.Equal(0, await demo.WaitForExitAsync(TimeSpan.FromSeconds(90)));

        var pool = Pool.OfSqlite(Path.Combine(folder.Path, "demo-data", "pool.db"));
        Assert.Equal(
            ["complaint 7", "duplicate 1", "follow-up 1", "machine-mail 1"],
            await pool.QueryAsync<string>("SELECT outcome || ' ' || count(*) FROM ledger GROUP BY outcome ORDER BY outcome"));
        Assert.Equal(7, await pool.CountAsync("SELECT count(*) FROM outbox WHERE state = 'sent'"));
        Assert.Equal(1, await pool.CountAsync("SELECT sum(offers - 1) FROM message"));
        foreach (var number in await pool.QueryAsync<string>("SELECT tracking_number FROM complaint"))
        {
            Assert.Contains($"{number[..4]}-{number[4..8]}-{number[8..]}", demo.Output, StringComparison.Ordinal);
        }
    }
}
