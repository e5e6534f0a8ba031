using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage.Sqlite;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class EraseCommandTests
{
    private const string Hook = """ "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """;

    [Fact]
    public async Task Erase_WithoutYes_ShowsWhatWouldGo()
    {
        using var run = new CommandRun().With(Hook);
        await FillAsync(run);

        Assert.Equal(ExitCode.Done, await run.RunAsync("erase", "DESK", "post-1"));
        Assert.Equal("message  channel  bytes  outcome    complaint", run.Lines()[^3]);
        Assert.StartsWith("would erase 1 of 1 messages with content, 1 answers' addresses, 1 contact points;", run.Lines()[^1]);
        Assert.Equal(ExitCode.Done, await run.RunAsync("erase", "desk", "post-1", "--yes"));
        Assert.Equal("erased 1 of 1 messages with content, 1 answers' addresses, 1 contact points", run.Lines()[^1]);
        Assert.Equal(ExitCode.Done, await run.RunAsync("erase", "desk", "post-1", "--yes"));
        Assert.StartsWith("erased 0 of 1 messages", run.Lines()[^1]);
        Assert.DoesNotContain("parcel", run.Out.ToString());
    }

    [Fact]
    public async Task Erase_ByTrackingNumber_ErasesTheComplaint()
    {
        using var run = new CommandRun().With(Hook);
        var number = await FillAsync(run);

        Assert.Equal(ExitCode.Done, await run.RunAsync("erase", "--tracking", number.Format(), "--yes"));
        Assert.StartsWith("erased 1 of 1 messages", run.Lines()[^1]);
        Assert.Equal(ExitCode.Done, await run.RunAsync("explain", number.Format()));
        Assert.Contains(run.Lines(), line => line.Contains("complaint.erased", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erase_ByContact_ErasesAllOfItAndTellsWhomItIsLinkedWith()
    {
        using var run = new CommandRun().With(Hook);
        await FillAsync(run);
        var writer = Some.Mail().Sender!.Value;
        await using (var database = new SqliteDatabase(run.DatabaseFile))
        {
            await database.WriteAsync(session => ContactLinks.AddAsync(session, Some.Phone("+994501234567"), 77), CancellationToken.None);
        }

        Assert.Equal(ExitCode.Done, await run.RunAsync("contacts", "link", writer, "+994501234567"));

        Assert.Equal(ExitCode.Done, await run.RunAsync("erase", "--contact", writer));
        Assert.StartsWith("would erase 1 of 1 messages", run.Lines()[^2]);
        Assert.Equal("linked with it as one person, and not erased by this: +9945***67", run.Lines()[^1]);
        Assert.Equal(ExitCode.Done, await run.RunAsync("erase", "--contact", writer, "--yes"));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("erase", "--contact", writer, "--yes"));
        Assert.Equal("ingestion-worker: nothing is known of this contact point", run.ErrorLines[^1]);
    }

    [Fact]
    public async Task Erase_OnSqlite_LeavesNothingInTheFileAndNoFileOfAnAttachment()
    {
        using var run = new CommandRun().With(Hook);
        await run.RunAsync("migrate");
        await FillAroundAsync(run, "kanarya");
        var file = Path.Combine(Path.GetDirectoryName(run.DatabaseFile)!, "attachments", "ab", "cd", "abcd".PadRight(64, '0'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "kanarya");
        await using (var database = new SqliteDatabase(run.DatabaseFile))
        {
            await database.WriteAsync(
                session => session.ExecuteAsync(
                    "INSERT INTO attachment (message_id, number, channel, media_type, state, sha256, size) SELECT id, 1, 'desk', 'text/plain', 'kept', @sha, 7 FROM message WHERE external_id = 'post-400'",
                    new { sha = Path.GetFileName(file) }),
                CancellationToken.None);
        }

        Assert.True(Holds(run, "kanarya"));
        Assert.Equal(ExitCode.Done, await run.RunAsync("erase", "desk", "post-400", "--yes"));

        Assert.False(Holds(run, "kanarya"));
        Assert.False(File.Exists(file));
        Assert.Equal("removed 1 attachment file", run.Lines()[^1]);
    }

    [Theory]
    [InlineData]
    [InlineData("desk")]
    [InlineData("desk", "post-1", "--tracking", "1234-5678-9012")]
    [InlineData("--tracking", "1234-5678-9012")]
    [InlineData("desk", "post-1", "--contact", "ayse@example.com")]
    [InlineData("desk", "--contact", "ayse@example.com")]
    [InlineData("--contact", "ayse")]
    public async Task Erase_OfWhatIsNotSaid_IsWrongUsage(params string[] args)
    {
        using var run = new CommandRun().With(Hook);

        Assert.Equal(ExitCode.Usage, await run.RunAsync(["erase", .. args]));
        Assert.Single(run.ErrorLines);
    }

    [Fact]
    public async Task Erase_OfNothingKnown_SaysSo()
    {
        using var run = new CommandRun().With(Hook);
        var number = await FillAsync(run);
        var other = number;
        while (other == number)
        {
            other = TrackingNumber.Create(System.Security.Cryptography.RandomNumberGenerator.Create());
        }

        Assert.Equal(ExitCode.Failed, await run.RunAsync("erase", "desk", "post-2", "--yes"));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("erase", "--tracking", other.Format(), "--yes"));
        Assert.Equal(["ingestion-worker: channel desk has no message post-2", "ingestion-worker: no complaint has this number"], run.ErrorLines);
    }

    private static bool Holds(CommandRun run, string word) => Directory.EnumerateFiles(Path.GetDirectoryName(run.DatabaseFile)!, Path.GetFileName(run.DatabaseFile) + "*")
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);

    /// <summary>A thousand complaints, decided as they came; the four hundredth one holds the word everywhere.</summary>
    private static async Task FillAroundAsync(CommandRun run, string word)
    {
        await using var database = new SqliteDatabase(run.DatabaseFile);
        await using var core = new CoreOnStore(database) { IntakeSettings = Some.EachItsOwn };
        core.Channel("desk");
        for (var i = 0; i < 1_000; i++)
        {
            var text = i == 400 ? $"my parcel {word} is late" : $"my parcel {i} is late, {new string('x', i * 7 % 300)}";
            core.Book.Write(text, Some.Mail(text, Some.Email(i == 400 ? $"{word}@customer.example" : $"customer{i}@customer.example")));
            await core.Inbox.AcceptAsync("desk", [new OfferedMessage { ExternalId = $"post-{i}", Raw = Encoding.UTF8.GetBytes(text) }], CancellationToken.None);
            if (i % 5 == 0)
            {
                await core.DecideAsync();
            }
        }

        await core.DecideAsync();
    }

    /// <summary>One complaint in the run's database; returns its number.</summary>
    private static async Task<TrackingNumber> FillAsync(CommandRun run)
    {
        await run.RunAsync("migrate");
        await using var database = new SqliteDatabase(run.DatabaseFile);
        await using var core = new CoreOnStore(database);
        core.Channel("desk");
        core.Book.Write("parcel", Some.Mail("my parcel is late"));
        await core.Inbox.AcceptAsync("desk", [new OfferedMessage { ExternalId = "post-1", Raw = Encoding.UTF8.GetBytes("parcel") }], CancellationToken.None);
        await core.DecideAsync();
        var digits = await database.ReadAsync(session => session.QuerySingleAsync<string>("SELECT tracking_number FROM complaint"), CancellationToken.None);
        Assert.True(TrackingNumber.TryParse(digits, out var number));
        return number;
    }
}
