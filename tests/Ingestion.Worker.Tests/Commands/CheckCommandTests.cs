using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Tests.Fakes;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class CheckCommandTests
{
    [Fact]
    public async Task Check_AllWell_IsCode0AndLeavesNothingBehind()
    {
        using var run = new CommandRun().With(Channel("desk"));

        Assert.Equal(ExitCode.Done, await run.RunAsync("check"));

        Assert.Equal("checking database, classifier, templates, attachments, desk (hook)", run.Lines()[0]);
        Assert.Contains(run.Lines(), line => line.StartsWith("ok    desk (hook): fine (", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.StartsWith($"ok    database: SQLite {run.DatabaseFile}, made at the first start (", StringComparison.Ordinal));
        Assert.Equal("all 5 checks passed", run.Lines()[^1]);
        Assert.False(Directory.Exists(Path.GetDirectoryName(run.DatabaseFile)));
    }

    [Fact]
    public async Task Check_SomeFail_IsCode1WithALineEach()
    {
        using var run = new CommandRun(
            Testing("deaf", _ => throw new ChannelFaultException("unreachable", "nobody answers\nat x:1")),
            Testing("locked", _ => Task.FromResult(new ConnectionReport(false, "the password is wrong"))),
            Testing("odd", _ => throw new InvalidOperationException("odd"))).With(string.Join(',', Channel("a", "deaf"), Channel("b", "locked"), Channel("c", "odd")));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("check"));

        Assert.Contains(run.Lines(), line => line.StartsWith("FAIL  a (deaf): nobody answers at x:1 (", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.StartsWith("FAIL  b (locked): the password is wrong (", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.StartsWith("FAIL  c (odd): InvalidOperationException: odd (", StringComparison.Ordinal));
        Assert.Equal("3 of 7 checks failed", run.Lines()[^1]);
        Assert.Empty(run.ErrorLines);
    }

    [Fact]
    public async Task Check_CredentialsThatEnd_SaysWhen()
    {
        var soon = TimeProvider.System.GetUtcNow().AddHours(5);
        var later = TimeProvider.System.GetUtcNow().AddDays(9).AddHours(1);
        using var run = new CommandRun(
            Testing("told", _ => Task.FromResult(new ConnectionReport(true, "fine") { Credentials = new CredentialLife(soon) })),
            Testing("over", _ => Task.FromResult(new ConnectionReport(false, "refused") { Credentials = new CredentialLife(new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero)) })),
            new FakeConnector("known", ConnectorCapabilities.Receiver)
            {
                OnOpen = (_, _) => new ChannelParts { Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))), Credentials = () => new CredentialLife(later) },
            }).With(string.Join(',', Channel("a", "told"), Channel("b", "known"), Channel("c", "over")));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("check"));

        Assert.Contains(run.Lines(), line => line.StartsWith($"ok    a (told): fine; credentials end {Minute(soon)}, in less than a day (", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.StartsWith($"ok    b (known): fine; credentials end {Minute(later)}, in 9 days (", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.StartsWith("FAIL  c (over): refused; credentials ended 2026-01-02 03:04Z (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_SlowChannel_DoesNotHoldUpTheOthersLines()
    {
        CommandRun? watched = null;
        using var run = new CommandRun(
            Testing("quick", _ => Task.FromResult(new ConnectionReport(true, "quick"))),
            Testing("slow", async _ =>
            {
                await Wait.UntilAsync(() => Task.FromResult(watched!.Out.ToString().Contains("ok    b (quick)")), "the quick one's line is written");
                return new ConnectionReport(true, "slow");
            })).With(string.Join(',', Channel("a", "slow"), Channel("b", "quick")));
        watched = run;

        Assert.Equal(ExitCode.Done, await run.RunAsync("check"));
        Assert.Equal("all 6 checks passed", run.Lines()[^1]);
    }

    [Fact]
    public async Task Check_DisabledChannel_IsNotConnected()
    {
        using var run = new CommandRun(Testing("hook", _ => throw new InvalidOperationException("must not be asked"))).With(
            """ "a": { "Connector": "hook", "Enabled": false, "Options": { "Host": "x", "Careful": false } } """);

        Assert.Equal(ExitCode.Done, await run.RunAsync("check"));
        Assert.Equal("all 4 checks passed", run.Lines()[^1]);
    }

    [Fact]
    public async Task Check_BesideARunningWorkersDatabase_Passes()
    {
        using var run = new CommandRun().With(Channel("desk"));
        await run.RunAsync("migrate");
        await using var held = new Ingestion.Worker.Storage.Sqlite.SqliteDatabase(run.DatabaseFile);

        Assert.Equal(ExitCode.Done, await run.RunAsync("check"));
        Assert.Contains(run.Lines(), line => line.StartsWith($"ok    database: SQLite {run.DatabaseFile} (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_OnPostgres_LooksAndChangesNothing()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        using var run = new CommandRun().With(Channel("desk"), database.ConnectionString);

        Assert.Equal(ExitCode.Done, await run.RunAsync("check"));
        Assert.Contains(run.Lines(), line => line.StartsWith($"ok    database: PostgreSQL {database.Name} on ", StringComparison.Ordinal) && line.Contains("will be brought up to date"));
        Assert.Equal(ExitCode.Done, await run.RunAsync("migrate"));
        Assert.Contains(run.Lines(), line => line.StartsWith("applied 001_", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.RunAsync("check"));
        Assert.DoesNotContain("will be brought up to date", run.Lines().Last(line => line.Contains("database: ")));
        Assert.Equal(ExitCode.Done, await run.RunAsync("deadletters", "list"));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("explain", "1"));

        await database.CutAsync();
        Assert.Equal(ExitCode.Failed, await run.RunAsync("check"));
        Assert.Contains(run.Lines(), line => line.StartsWith("FAIL  database: the database does not answer: ", StringComparison.Ordinal));
        await database.RestoreAsync();
    }

    [Fact]
    public async Task Check_DatabaseThatCannotBeOurs_FailsAsTheStartWould()
    {
        using var run = new CommandRun().With(Channel("desk"));
        Directory.CreateDirectory(run.DatabaseFile);
        foreach (var command in (string[])["check", "migrate", "run"])
        {
            Assert.Equal(ExitCode.Failed, await run.RunAsync(command));
        }

        var folder = $"Database:File names a folder, {run.DatabaseFile}: name the file in it, such as ";
        Assert.Contains(run.Lines(), line => line.StartsWith("FAIL  database: " + folder, StringComparison.Ordinal));
        Assert.Equal(2, run.ErrorLines.Count(line => line.StartsWith("ingestion-worker: " + folder, StringComparison.Ordinal)));

        Directory.Delete(run.DatabaseFile);
        await using (var foreign = new Ingestion.Worker.Storage.Sqlite.SqliteDatabase(run.DatabaseFile))
        {
            await foreign.WriteAsync(session => session.ExecuteAsync("CREATE TABLE complaint (id integer)"), CancellationToken.None);
        }

        foreach (var command in (string[])["check", "migrate", "run"])
        {
            Assert.Equal(ExitCode.Failed, await run.RunAsync(command));
        }

        Assert.Contains(run.Lines(), line => line.StartsWith($"FAIL  database: SQLite {run.DatabaseFile} belongs to another program", StringComparison.Ordinal));
        Assert.Equal(2, run.ErrorLines.Count(line => line.StartsWith($"ingestion-worker: SQLite {run.DatabaseFile} belongs to another program", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ModelFile")]
    [InlineData("PriorityRulesFile")]
    public async Task Check_WrongFileOfTheClassifier_IsCode3AsAtTheStart(string key)
    {
        using var run = new CommandRun().With(Channel("desk"));
        var file = Path.Combine(run.Folder, "wrong");
        await File.WriteAllTextAsync(file, "no model, no rules");
        run.Adding($$""" "Classifier": { "{{key}}": "{{file.Replace("\\", "/")}}" } """);

        Assert.Equal(ExitCode.Settings, await run.RunAsync("check"));
        Assert.All(run.ErrorLines, line => Assert.StartsWith($"ingestion-worker: Classifier:{key}: ", line));
        Assert.NotEmpty(run.ErrorLines);
    }

    [Fact]
    public async Task Check_FolderOfAttachments_IsLookedAt()
    {
        using var run = new CommandRun().With(Channel("desk"));
        var file = Path.Combine(run.Folder, "a-file");
        await File.WriteAllTextAsync(file, "");
        Assert.Equal(ExitCode.Done, await run.RunAsync("check"));
        Assert.Contains(run.Lines(), line => line.StartsWith($"ok    attachments: {Path.Combine(run.Folder, "data", "attachments")}, made when the first is kept (", StringComparison.Ordinal));

        run.Adding($$""" "Attachments": { "Folder": "{{file.Replace("\\", "/")}}/attachments" } """);
        Assert.Equal(ExitCode.Failed, await run.RunAsync("check"));
        Assert.Contains(run.Lines(), line => line.StartsWith($"FAIL  attachments: {file}/attachments: {file} is a file (", StringComparison.Ordinal));

        Assert.False(AttachmentCheck.Look(run.Folder, long.MaxValue).Healthy);
    }

    [Fact]
    public async Task RunAsync_TestThatNeverEnds_FailsWhenItsTimeIsOver()
    {
        var line = await new Check("x", _ => new TaskCompletionSource<ConnectionReport>().Task).RunAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None);

        Assert.Equal((false, "no answer within 0 s"), (line.Passed, line.Summary));
    }

    private static string Minute(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Channel(string name, string connector = "hook") => $$""" "{{name}}": { "Connector": "{{connector}}", "Options": { "Host": "x", "Careful": false } } """;

    private static FakeConnector Testing(string name, Func<CancellationToken, Task<ConnectionReport>> test) =>
        new(name, ConnectorCapabilities.Receiver) { OnOpen = (_, _) => new ChannelParts { Test = new FakeTest(test) } };
}
