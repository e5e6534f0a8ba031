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

    [Theory]
    [InlineData]
    [InlineData("desk")]
    [InlineData("desk", "post-1", "--tracking", "1234-5678-9012")]
    [InlineData("--tracking", "1234-5678-9012")]
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
