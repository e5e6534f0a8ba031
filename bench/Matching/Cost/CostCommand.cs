using System.CommandLine;
using System.Globalization;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>`matching cost`: what bench/run.sh matching-cost calls.</summary>
internal static class CostCommand
{
    private const string Mark = "cost";

    public static Command Create()
    {
        var repository = new Option<string>("--repository") { Required = true };
        var folder = new Option<string>("--folder") { Required = true, Description = "Data of the server and of the pools, up to 4 GB; its path at most 60 characters." };
        var small = new Option<int>("--small") { DefaultValueFactory = _ => 10_000, Description = "Complaints in the small pool." };
        var large = new Option<int>("--large") { DefaultValueFactory = _ => 1_000_000, Description = "Complaints in the large pool." };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => 500, Description = "Messages decided together." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 9, Description = "Batches of each pool, in turns, after two to warm up." };
        var stores = new Option<string[]>("--store") { DefaultValueFactory = _ => ["postgres", "sqlite"], AllowMultipleArgumentsPerToken = true };
        var page = new Option<string?>("--page") { Description = "Markdown page whose table is replaced." };
        stores.AcceptOnlyFromAmong("postgres", "sqlite");
        var command = new Command("cost", "Measures what deciding a batch costs in a small and in a large pool, in turns.") { repository, folder, small, large, batch, rounds, stores, page };
        command.SetAction(async parsed =>
        {
            var run = new CostRun(parsed.GetValue(small), parsed.GetValue(large), parsed.GetValue(batch), parsed.GetValue(rounds));
            var data = parsed.GetRequiredValue(folder);
            Directory.CreateDirectory(data);
            foreach (var store in parsed.GetRequiredValue(stores).Distinct(StringComparer.Ordinal))
            {
                var server = store == "postgres" ? new TestServers(parsed.GetRequiredValue(repository), data).StartPostgres() : null;
                await run.MeasureAsync(server is null ? "SQLite" : "PostgreSQL", name => new CostStore(server, data, name));
            }

            if (parsed.GetValue(page) is { } file)
            {
                PerformancePage.Update(file, Mark, run.Markdown());
            }

            return run.IsWithinReach ? 0 : 1;
        });
        return command;
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
