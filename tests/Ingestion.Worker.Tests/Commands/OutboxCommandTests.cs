using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Storage.Sqlite;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class OutboxCommandTests
{
    private const string Hook = """ "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """;

    [Fact]
    public async Task ListReleaseAndDrop_OfHeldAnswers_TellWhatTheyDid()
    {
        using var run = new CommandRun().With(Hook);
        var ids = await FillAsync(run);

        Assert.Equal(ExitCode.Done, await run.RunAsync("outbox", "list", "--held"));
        Assert.Contains(run.Lines(), line => line.Contains("machine-spam", StringComparison.Ordinal) && line.StartsWith(ids[0], StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.RunAsync("outbox", "list", "--summary"));
        Assert.Contains(run.Lines(), line => line.StartsWith("machine-spam", StringComparison.Ordinal) && line.EndsWith('2'));
        foreach (var filter in (string[][])[["--reason", "machine-vendor-system"], ["--channel", "mail", "--reason", "machine-vendor-system"]])
        {
            run.Out.GetStringBuilder().Clear();
            Assert.Equal(ExitCode.Done, await run.RunAsync(["outbox", "list", "--summary", .. filter]));
            Assert.StartsWith("machine-vendor-system", Assert.Single(run.Lines()[1..]), StringComparison.Ordinal);
        }

        run.Out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Done, await run.RunAsync("outbox", "list", "--summary", "--channel", "desk"));
        Assert.Equal(["there are none"], run.Lines());
        Assert.Equal(ExitCode.Failed, await run.RunAsync("outbox", "release", ids[0], "999999"));
        Assert.Contains($"{ids[0]} released", run.Lines());
        Assert.Equal(ExitCode.Done, await run.RunAsync("outbox", "drop", "--reason", "machine-spam"));
        Assert.Contains("1 dropped", run.Lines());
        Assert.Equal(ExitCode.Done, await run.RunAsync("outbox", "list"));
        Assert.Contains(run.Lines(), line => line.Contains("machine-vendor-system", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.RunAsync("outbox", "release", "--held", "--channel", "mail"));
        Assert.Equal(ExitCode.Done, await run.RunAsync("outbox", "list", "--held"));
        Assert.Contains("there are none", run.Lines());
        Assert.Contains(run.ErrorLines, line => line.EndsWith("999999 is not held", StringComparison.Ordinal));
        Assert.DoesNotContain("ayla@", run.Out.ToString());
    }

    [Theory]
    [InlineData("list")]
    [InlineData("release")]
    [InlineData("drop")]
    public async Task UnknownChannel_IsRefusedWithTheKnownOnes(string command)
    {
        using var run = new CommandRun().With(Hook);
        await FillAsync(run);

        Assert.Equal(ExitCode.Failed, await run.RunAsync("outbox", command, "--held", "--channel", "nope"));
        Assert.Equal(["ingestion-worker: there is no channel nope; there are desk, mail"], run.ErrorLines);
    }

    [Theory]
    [InlineData("release")]
    [InlineData("drop")]
    public async Task Decide_WithoutSayingWhich_IsRefused(string command)
    {
        using var run = new CommandRun().With(Hook);

        Assert.Equal(ExitCode.Usage, await run.RunAsync("outbox", command));
        Assert.Equal(ExitCode.Usage, await run.RunAsync("outbox", command, "7", "--held"));
    }

    /// <summary>Three held answers; returns their ids.</summary>
    private static async Task<List<string>> FillAsync(CommandRun run)
    {
        await run.RunAsync("migrate");
        run.Out.GetStringBuilder().Clear();
        await using var database = new SqliteDatabase(run.DatabaseFile);
        await using var core = new CoreOnStore(database) { IntakeSettings = Some.EachItsOwn };
        var ids = new List<string>();
        foreach (var sign in (string[])["spam", "spam", "vendor-system"])
        {
            var entry = await core.TakeAsync(Some.Mail($"matter {ids.Count}").Signed(sign, MachineSignStrength.Doubt));
            ids.Add(entry.ComplaintId!.Value.ToString(CultureInfo.InvariantCulture));
        }

        return ids;
    }
}
