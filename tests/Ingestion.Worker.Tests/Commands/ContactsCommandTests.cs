using System.Text.Json;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Storage.Sqlite;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class ContactsCommandTests
{
    private const string Hook = """ "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """;

    [Fact]
    public async Task Link_ThenShowThenUnlink_TellsAllInPartOnly()
    {
        using var run = new CommandRun().With(Hook);
        var number = await FillAsync(run);

        Assert.Equal(ExitCode.Done, await run.RunAsync("contacts", "link", "AYLA@customer.example", "+994 50 123-45-67", "--evidence", "she called from it"));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("contacts", "link", "0099450 123 45 67", number));
        Assert.Equal(ExitCode.Done, await run.RunAsync("contacts", "show", "+994501234567", "--json"));
        using (var shown = JsonDocument.Parse(run.Lines()[^1]))
        {
            Assert.Equal(
                ["ay***@customer.example", "+9945***67"], shown.RootElement.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("point").GetString()));
            Assert.Equal("operator", Assert.Single(shown.RootElement.GetProperty("links").EnumerateArray()).GetProperty("reason").GetString());
            Assert.Equal(2, shown.RootElement.GetProperty("trackingNumbers").GetArrayLength());
        }

        Assert.Equal(ExitCode.Done, await run.RunAsync("contacts", "show", number));
        Assert.Contains(run.Lines(), line => line.EndsWith("she called from it", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.RunAsync("contacts", "unlink", number, "+994501234567"));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("contacts", "unlink", number, "+994501234567"));
        Assert.DoesNotContain("ayla@", run.Out.ToString());
        Assert.DoesNotContain("+994501234567", run.Out.ToString());
        Assert.Equal(["these two are linked already", "there is no link between these two"], run.ErrorLines.Select(line => line["ingestion-worker: ".Length..]));
    }

    [Fact]
    public async Task Link_OfWhatIsNotKnownOrOne_ChangesNothing()
    {
        using var run = new CommandRun().With(Hook);
        var number = await FillAsync(run);

        Assert.Equal(ExitCode.Failed, await run.RunAsync("contacts", "show", "nobody@customer.example"));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("contacts", "link", "ayla@customer.example", "nobody"));
        Assert.Equal(ExitCode.Usage, await run.RunAsync("contacts", "link", "ayla@customer.example", number));
        Assert.Equal("", run.Out.ToString());
    }

    /// <summary>A complaint by mail, whose number is returned, and one by SMS.</summary>
    private static async Task<string> FillAsync(CommandRun run)
    {
        await run.RunAsync("migrate");
        run.Out.GetStringBuilder().Clear();
        await using var database = new SqliteDatabase(run.DatabaseFile);
        await using var core = new CoreOnStore(database);
        await core.OfferAsync(Some.Mail());
        await core.OfferAsync(Some.Sms());
        await core.DecideAsync();
        return await database.ReadAsync(session => session.QuerySingleAsync<string>("SELECT tracking_number FROM complaint ORDER BY id LIMIT 1"), CancellationToken.None);
    }
}
