using System.Text.Json;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Sqlite;
using Ingestion.Worker.Tests.Commands;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>Corrections as operators type them.</summary>
public sealed class CorrectionCommandTests
{
    private const string Hook = """ "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """;

    [Fact]
    public async Task LinkMergeSplit_ThenLinksAndExplain_TellWhatStands()
    {
        using var run = new CommandRun().With(Hook);
        var (one, other) = await FillAsync(run);

        Assert.Equal(ExitCode.Done, await run.RunAsync("link", other, one, "--reason", "same parcel"));
        Assert.Equal(ExitCode.Done, await run.RunAsync("unlink", one, other));
        Assert.Equal(ExitCode.Done, await run.RunAsync("merge", other, "--into", one));
        Assert.Equal([$"{Shown(other)} and {Shown(one)} linked", $"{Shown(one)} and {Shown(other)} unlinked", $"{Shown(other)} merged into {Shown(one)}"], run.Lines());
        Assert.Equal(ExitCode.Done, await run.RunAsync("links", other, "--json"));
        using (var shown = JsonDocument.Parse(run.Lines()[^1]))
        {
            Assert.Equal(one, shown.RootElement.GetProperty("answersWith").GetString());
            Assert.Equal(["same", "successor"], shown.RootElement.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("link").GetString()));
            Assert.Equal("same parcel", shown.RootElement.GetProperty("links")[0].GetProperty("reasons")[0].GetProperty("detail").GetString());
            Assert.True(shown.RootElement.GetProperty("links")[0].TryGetProperty("undoneBy", out _));
        }

        run.Out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Done, await run.RunAsync("complaints", "list", "--all"));
        Assert.Contains(run.Lines(), line => line.StartsWith(Shown(other), StringComparison.Ordinal) && line.Contains($"merged into {Shown(one)}  ", StringComparison.Ordinal));
        Assert.Single(run.Lines(), line => line.Contains("merged into", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.RunAsync("label", one, "--kind", "question"));

        run.Out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Done, await run.RunAsync("explain", other));
        Assert.Contains(run.Lines(), line => line.EndsWith($"opened complaint {Shown(one)}", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.Contains($"{Shown(one)} labelled by hand (command by ", StringComparison.Ordinal));
        Assert.Equal(2, run.Lines().Count(line => line.Contains("opened complaint ", StringComparison.Ordinal)));
        Assert.Contains(run.Lines(), line => line.Contains($"linked {Shown(other)} and {Shown(one)}: successor (by command by ", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.Contains($"took back the link {Shown(other)} and {Shown(one)}: same", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.RunAsync("links", one));
        Assert.Contains($"answers for {Shown(other)}", run.Lines());
        Assert.Equal(ExitCode.Done, await run.RunAsync("split", other));
        Assert.Equal($"{Shown(other)} split from {Shown(one)}", run.Lines()[^1]);
        Assert.Empty(run.ErrorLines);
    }

    [Fact]
    public async Task SplitMessagesAndStatus_SayWhatBecame()
    {
        using var run = new CommandRun().With(Hook);
        var (one, other) = await FillAsync(run);

        Assert.Equal(ExitCode.Done, await run.RunAsync("status", one, "in-progress", "--expected", "2126-12-24"));
        Assert.Equal($"{Shown(one)} is in-progress, an end is expected on 2126-12-24; the customer is not told (not-informed-of-in-progress)", run.Lines()[^1]);
        Assert.Equal(ExitCode.Failed, await run.RunAsync("split", one));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("split", one, "--messages", "999999"));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("merge", one, "--into", one));
        Assert.Equal(
            [
                $"{Shown(one)} is not merged into another complaint; to take messages out of it, name them with --messages",
                $"message 999999 does not stand in {Shown(one)}; explain lists those that do", "a complaint cannot be merged into itself",
            ],
            run.ErrorLines.Select(line => line["ingestion-worker: ".Length..]));
        await using (var database = new SqliteDatabase(run.DatabaseFile))
        {
            await using var core = new CoreOnStore(database);
            await core.OfferAsync(Some.Mail("a fridge, and about " + other, Some.Rza), key: "later");
            await core.DecideAsync();
        }

        var message = await LastMessageAsync(run);
        Assert.Equal(ExitCode.Done, await run.RunAsync("split", other, "--messages", message));
        Assert.StartsWith("split off as ", run.Lines()[^1]);
    }

    [Theory]
    [InlineData("merge 123456789012 --into 1", "'1' is no tracking number: it has not twelve digits, or its check digit does not fit; see ingestion-worker --help")]
    [InlineData("merge 1", "Option '--into' is required; see ingestion-worker --help")]
    [InlineData("status 1 done", "'1' is no tracking number: it has not twelve digits, or its check digit does not fit; see ingestion-worker --help")]
    public async Task WrongCommandLine_IsOneLine(string line, string text)
    {
        using var run = new CommandRun();

        Assert.Equal(ExitCode.Usage, await run.BareAsync(line.Split(' ')));
        Assert.Equal(["ingestion-worker: " + text], run.ErrorLines);
    }

    private static string Shown(string digits) => $"{digits[..4]}-{digits[4..8]}-{digits[8..]}";

    private static async Task<(string One, string Other)> FillAsync(CommandRun run)
    {
        await run.RunAsync("migrate");
        run.Out.GetStringBuilder().Clear();
        await using var database = new SqliteDatabase(run.DatabaseFile);
        await using var core = new CoreOnStore(database);
        await core.TakeAsync(Some.Mail());
        await core.TakeAsync(Some.Mail("the parcel of my wife", Some.Rza));
        var numbers = await database.ReadAsync(session => session.QueryAsync<string>("SELECT tracking_number FROM complaint ORDER BY id"), CancellationToken.None);
        return (numbers[0], numbers[1]);
    }

    private static async Task<string> LastMessageAsync(CommandRun run)
    {
        await using var database = new SqliteDatabase(run.DatabaseFile, readOnly: true);
        return (await database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT max(id) FROM message"), CancellationToken.None)).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
