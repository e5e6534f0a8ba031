using Ingestion.Worker.Commands;
using Ingestion.Worker.Storage.Sqlite;
using Ingestion.Worker.Tests.Commands;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>Labels as operators give them, and what is exported to train with.</summary>
public sealed class LabelCommandTests
{
    private const string Hook = """ "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """;

    [Fact]
    public async Task LabelListExport_TellWhatPeopleSaid()
    {
        using var run = new CommandRun().With(Hook);
        await run.RunAsync("migrate");
        await using (var database = new SqliteDatabase(run.DatabaseFile))
        {
            await using var core = new CoreOnStore(database);
            await core.TakeAsync(Some.Mail("the parcel\n\tunsure \\ card 4111 1111 1111 1111") with { Subject = null });
            await core.TakeAsync(Some.Mail("an urgent fridge", Some.Rza));
        }

        run.Out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Done, await run.RunAsync("complaints", "list"));
        Assert.Equal(["urgent", "normal"], run.Lines()[1..].Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim()));
        run.Out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Done, await run.RunAsync("complaints", "list", "--needs-review"));
        var number = Assert.Single(run.Lines()[1..])[..14];
        Assert.EndsWith("needs review", run.Lines()[1]);

        Assert.Equal(ExitCode.Done, await run.RunAsync("label", number, "--kind", "question", "--by", "desk 4"));
        Assert.Equal($"{number}: question, delivery (was complaint, delivery)", run.Lines()[^1]);
        Assert.Equal(ExitCode.Done, await run.RunAsync("complaints", "list", "--needs-review"));
        Assert.Equal("there are none", run.Lines()[^1]);

        var file = Path.Combine(Path.GetDirectoryName(run.SettingsFile)!, "pool.tsv");
        Assert.Equal(ExitCode.Done, await run.RunAsync("classifier", "export", "--out", file));
        var rows = await File.ReadAllLinesAsync(file);
        Assert.Equal("id\tlang\ttext\tkind\tcategory\tlabel_source", rows[0]);
        Assert.Equal(["en", "the parcel\\n unsure \\\\ card **** **** **** 1111", "question", "delivery", "own"], Assert.Single(rows[1..]).Split('\t')[1..]);
        Assert.Equal(ExitCode.Done, await run.RunAsync("classifier", "export", "--out", file, "--all"));
        Assert.Equal(3, (await File.ReadAllLinesAsync(file)).Length);
        Assert.Empty(run.ErrorLines);
    }

    [Fact]
    public async Task Export_OverAFileThatOthersMayRead_IsReadableByItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        using var run = new CommandRun().With(Hook);
        await run.RunAsync("migrate");
        var file = Path.Combine(run.Folder, "pool.tsv");
        foreach (var there in (string[])[file, file + ".part"])
        {
            await File.WriteAllTextAsync(there, "old");
            File.SetUnixFileMode(there, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        Assert.Equal(ExitCode.Done, await run.RunAsync("classifier", "export", "--out", file));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.StartsWith("id\tlang", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".part"));
    }

    [Fact]
    public async Task Label_WithoutOrWithAWrongAnswer_IsRefused()
    {
        using var run = new CommandRun().With(Hook);
        await run.RunAsync("migrate");

        Assert.Equal(ExitCode.Usage, await run.RunAsync("label", "123456789010"));
        Assert.Equal(ExitCode.Usage, await run.RunAsync("label", "1234-5678-9010", "--kind", "anger"));
        Assert.Equal(2, run.ErrorLines.Length);
    }
}
