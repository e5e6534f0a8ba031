using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class CommandLineTests
{
    private const string Hook = """ "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """;

    [Fact]
    public async Task Help_NamesEveryCommandOptionAndExitCode()
    {
        using var run = new CommandRun();

        Assert.Equal(ExitCode.Done, await run.BareAsync("--help"));

        var words = run.Lines().Select(line => line.Split(' ')[0]).ToList();
        Assert.Equal(
            ["run", "check", "demo", "channels", "explain", "complaints", "label", "attachments", "promises", "outgoing", "deadletters", "outbox", "quarantine", "contacts", "links", "link", "unlink", "merge", "split", "status", "clusters", "erase", "migrate", "schema", "templates", "classify", "classifier"],
            words.SkipWhile(word => word != "Commands:").Skip(1));
        Assert.Equal(
            ["--settings", "--secrets", "-?,", "--version"],
            words.SkipWhile(word => word != "Options:").Skip(1).TakeWhile(word => word != "Commands:"));
        Assert.Contains("Exit codes: 0 done; 1 failed; 2 wrong command line; 3 wrong settings; 130 interrupted.", run.Lines());
        Assert.Empty(run.ErrorLines);
    }

    [Theory]
    [InlineData("run", "--after-restore|-?,|--settings|--secrets")]
    [InlineData("check", "-?,|--settings|--secrets")]
    [InlineData("channels", "--connectors|--json|-?,|--settings|--secrets")]
    [InlineData("explain", "-?,|--settings|--secrets")]
    [InlineData("attachments", "--save|-?,|--settings|--secrets")]
    [InlineData("promises", "--since|--json|-?,|--settings|--secrets")]
    [InlineData("outgoing status", "-?,|--settings|--secrets")]
    [InlineData("outgoing park", "-?,|--settings|--secrets")]
    [InlineData("outgoing release", "-?,|--settings|--secrets")]
    [InlineData("deadletters list", "--limit|-?,|--settings|--secrets")]
    [InlineData("deadletters retry", "-?,|--settings|--secrets")]
    [InlineData("deadletters discard", "-?,|--settings|--secrets")]
    [InlineData("outbox list", "--held|--summary|--channel|--reason|--limit|-?,|--settings|--secrets")]
    [InlineData("outbox release", "--held|--channel|--reason|-?,|--settings|--secrets")]
    [InlineData("outbox drop", "--held|--channel|--reason|-?,|--settings|--secrets")]
    [InlineData("quarantine list", "--channel|--limit|-?,|--settings|--secrets")]
    [InlineData("quarantine show", "--raw|-?,|--settings|--secrets")]
    [InlineData("quarantine release", "--as-genuine|-?,|--settings|--secrets")]
    [InlineData("quarantine discard", "-?,|--settings|--secrets")]
    [InlineData("clusters", "--limit|--open|-?,|--settings|--secrets")]
    [InlineData("links", "--json|-?,|--settings|--secrets")]
    [InlineData("link", "--reason|-?,|--settings|--secrets")]
    [InlineData("unlink", "-?,|--settings|--secrets")]
    [InlineData("merge", "--into|--reason|-?,|--settings|--secrets")]
    [InlineData("split", "--messages|-?,|--settings|--secrets")]
    [InlineData("status", "--expected|--text|--silent|-?,|--settings|--secrets")]
    [InlineData("migrate", "-?,|--settings|--secrets")]
    [InlineData("schema", "-?,|--settings|--secrets")]
    public async Task Help_OfACommand_NamesItsOptionsExactly(string command, string options)
    {
        using var run = new CommandRun();

        Assert.Equal(ExitCode.Done, await run.BareAsync([.. command.Split(' '), "--help"]));

        var named = run.Lines().Select(line => line.Split(' ')[0]).SkipWhile(word => word != "Options:").Skip(1).TakeWhile(word => word.StartsWith('-'));
        Assert.Equal(options.Split('|'), named);
    }

    [Theory]
    [InlineData("chek", "'chek' is not understood here; did you mean check?")]
    [InlineData("deadletters lits", "'lits' is not understood here; did you mean list?")]
    [InlineData("check --nothing", "'--nothing' is not understood here; see ingestion-worker --help")]
    [InlineData("explain", "Required argument missing for command: 'explain'; see ingestion-worker --help")]
    [InlineData("deadletters", "Required command was not provided; see ingestion-worker --help")]
    [InlineData("complaints list --limit -1", "'-1' is no limit: --limit takes a whole number from 1 on; see ingestion-worker --help")]
    [InlineData("outbox list --limit 0", "'0' is no limit: --limit takes a whole number from 1 on; see ingestion-worker --help")]
    [InlineData("deadletters list --limit x", "'x' is no limit: --limit takes a whole number from 1 on; see ingestion-worker --help")]
    [InlineData("quarantine list --limit 0", "'0' is no limit: --limit takes a whole number from 1 on; see ingestion-worker --help")]
    [InlineData("clusters --limit -3", "'-3' is no limit: --limit takes a whole number from 1 on; see ingestion-worker --help")]
    [InlineData("check --settings= ", "--settings names no file; see ingestion-worker --help")]
    [InlineData("check --secrets ", "--secrets names no folder; see ingestion-worker --help")]
    [InlineData("classify text --default-language de", "Argument 'de' not recognized. Must be one of: \t'tr' \t'az' \t'fa' \t'en'; see ingestion-worker --help")]
    [InlineData("outbox release --held --reason zzz", "'zzz' is no reason for which an answer is held; reasons are address-bounced, address-budget-used, country-budget-used, domain-budget-used, hourly-budget-used, machine-hints, names-matter-of-another, network-budget-used, spam-suspected, spoofed-sender, text-budget-used, unverified-sender and machine-… with a sign's code; see ingestion-worker --help")]
    [InlineData("deadletters retry x", "'x' is not understood here; see ingestion-worker --help")]
    public async Task WrongCommandLine_IsOneLineAndCode2(string line, string text)
    {
        using var run = new CommandRun();

        Assert.Equal(ExitCode.Usage, await run.BareAsync(line.Split(' ')));

        Assert.Equal(["ingestion-worker: " + text], run.ErrorLines);
        Assert.Empty(run.Lines());
    }

    [Theory]
    [InlineData("run", ExitCode.Settings)]
    [InlineData("migrate", ExitCode.Settings)]
    [InlineData("channels", ExitCode.Settings)]
    [InlineData("check", ExitCode.Settings)]
    public async Task WrongSettings_AreALineEach(string command, int code)
    {
        using var run = new CommandRun().With(""" "desk": { "Connector": "hok" }, "tab": { "Connector": "hook" } """);

        Assert.Equal(code, await run.RunAsync(command));

        Assert.Equal(3, run.ErrorLines.Length);
        Assert.All(run.ErrorLines, line => Assert.StartsWith("ingestion-worker: Channels:", line));
        Assert.False(File.Exists(run.DatabaseFile));
    }

    [Fact]
    public async Task UnexpectedFault_IsOneLineWithoutATrace()
    {
        using var run = new CommandRun(new FakeConnector("hook", ConnectorCapabilities.Receiver) { OnOpen = (_, _) => throw new InvalidOperationException("two\nlines") }).With(Hook);

        Assert.Equal(ExitCode.Failed, await run.RunAsync("run"));

        Assert.Equal(["ingestion-worker: InvalidOperationException: two lines"], run.ErrorLines);
    }

    [Fact]
    public async Task Migrate_Twice_AppliesOnce()
    {
        using var run = new CommandRun().With(Hook);

        Assert.Equal(ExitCode.Done, await run.RunAsync("migrate"));
        var first = run.Lines();
        Assert.Equal(ExitCode.Done, await run.RunAsync("migrate"));

        Assert.StartsWith("applied 001_", first[0]);
        Assert.Equal(first.Length + 1, run.Lines().Length);
        Assert.Equal($"SQLite {run.DatabaseFile} is up to date", run.Lines()[^1]);
    }

    [Fact]
    public async Task Channels_ListsThemWithTheirWays()
    {
        using var run = new CommandRun(new FakeConnector("hook", ConnectorCapabilities.Receiver), new FakeConnector("out", ConnectorCapabilities.Sender)).With(
            Hook.Replace("\"Options\"", "\"ReplyThrough\": \"post\", \"Options\"") + """ , "post": { "Connector": "out", "Enabled": true, "Options": { "Host": "x", "Careful": false } } """);

        Assert.Equal(ExitCode.Done, await run.RunAsync("channels"));
        Assert.Equal(
            [
                "channel  connector  in                answered by  last message  waiting  state",
                "desk     hook       POST /hooks/desk  post                       0        not started yet",
                "post     out                          post                       0        not started yet",
            ], run.Lines());
    }

    [Fact]
    public async Task Channels_Form_ShowsThePageThatCustomersOpen()
    {
        using var run = new CommandRun(ConnectorCatalog.All.Single(connector => connector.Name == "form")).With(""" "desk": { "Connector": "form" } """);

        Assert.Equal(ExitCode.Done, await run.RunAsync("channels"));
        Assert.Contains("  /form/desk  ", run.Lines()[1]);
    }

    [Fact]
    public async Task Channels_WithABudget_TellsHowMuchOfItIsUsed()
    {
        using var run = new CommandRun(new FakeConnector("hook", ConnectorCapabilities.Sender))
            .With(""" "desk": { "Connector": "hook", "SendsPerDay": 500, "Options": { "Host": "x", "Careful": false } } """);
        await run.RunAsync("migrate");

        Assert.Equal(ExitCode.Done, await run.RunAsync("channels"));
        Assert.EndsWith("0 of 500 sendings begun today (UTC)", run.Lines()[^1]);
    }

    [Fact]
    public async Task Channels_Connectors_NeedsNoSettings()
    {
        using var run = new CommandRun();

        Assert.Equal(ExitCode.Done, await run.BareAsync("channels", "--connectors"));
        Assert.Equal("hook       -       yes       -       The hook that tests need.", run.Lines()[1]);
    }

    [Fact]
    public async Task Channels_ConnectorsAsJson_AreJson()
    {
        using var run = new CommandRun();

        Assert.Equal(ExitCode.Done, await run.BareAsync("channels", "--connectors", "--json"));
        var first = System.Text.Json.Nodes.JsonNode.Parse(run.Out.ToString())!["connectors"]![0]!;
        Assert.Equal(("hook", true, false), ((string?)first["connector"], (bool)first["receiver"]!, (bool)first["sender"]!));
    }

    [Fact]
    public async Task Classifier_FilesThatAreNone_AreOneLineWithTheFile()
    {
        using var run = new CommandRun();
        var file = Path.Combine(run.Folder, "bad.tsv");
        await File.WriteAllTextAsync(file, "nothing\tof use\n");

        Assert.Equal(ExitCode.Failed, await run.BareAsync("classifier", "evaluate", file));
        Assert.Equal(ExitCode.Failed, await run.BareAsync("classify", "text", "--model", file));
        Assert.Equal([$"ingestion-worker: {file}: the first line names no column 'id'", $"ingestion-worker: {file}: the model file ends too early"], run.ErrorLines);
    }

    [Fact]
    public async Task ClassifierTrain_WithoutRowsOfAPool_WritesNoModel()
    {
        using var run = new CommandRun();
        var file = Path.Combine(run.Folder, "rows.tsv");
        await File.WriteAllTextAsync(file, "id\tlang\ttext\tkind\nx-1\ten\tthe parcel is broken\tcomplaint\n");
        var model = Path.Combine(run.Folder, "a.model");

        Assert.Equal(ExitCode.Failed, await run.BareAsync("classifier", "train", file, "--out", model));
        Assert.StartsWith("ingestion-worker: 0 rows of a pool would be held out, and 30 are needed", Assert.Single(run.ErrorLines));
        Assert.False(File.Exists(model));
    }

    [Fact]
    public async Task Explain_OfNothingKnown_SaysSo()
    {
        using var run = new CommandRun().With(Hook);
        await run.RunAsync("migrate");

        Assert.Equal(ExitCode.Failed, await run.RunAsync("explain", "1234-5678-9012"));
        Assert.Equal(["ingestion-worker: nothing is known of 1234-5678-9012"], run.ErrorLines);
    }

    [Fact]
    public async Task Explain_WithoutADatabase_SaysWhatToDo()
    {
        using var run = new CommandRun().With(Hook);

        Assert.Equal(ExitCode.Failed, await run.RunAsync("explain", "1"));
        Assert.Contains("run `migrate`", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task DeadLetters_None_SaysSo()
    {
        using var run = new CommandRun().With(Hook);
        await run.RunAsync("migrate");

        Assert.Equal(ExitCode.Done, await run.RunAsync("deadletters", "list"));
        Assert.Equal("there are none", run.Lines()[^1]);
        Assert.Equal(ExitCode.Failed, await run.RunAsync("deadletters", "retry", "7", "8"));
        Assert.Equal(["ingestion-worker: 7 is no dead letter", "ingestion-worker: 8 is no dead letter"], run.ErrorLines);
    }

    [Fact]
    public async Task Schema_PrintsJson()
    {
        using var run = new CommandRun();

        Assert.Equal(ExitCode.Done, await run.BareAsync("schema"));
        Assert.Equal("object", (string?)System.Text.Json.Nodes.JsonNode.Parse(run.Out.ToString())!["type"]);
    }
}
