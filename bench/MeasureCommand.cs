using System.CommandLine;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;
using Ingestion.Bench.Work;

namespace Ingestion.Bench;

/// <summary>`measure`: what bench/run.sh calls.</summary>
internal static class MeasureCommand
{
    private static readonly string[] All =
        ["start", "idle", "channels", "failing", "accept-postgres", "accept-sqlite", "register-postgres", "register-sqlite", "mailbox", "imap", "path", "reader", "send"];

    public static Command Create()
    {
        var works = new Argument<string[]>("work") { Description = string.Join(", ", All) + "; default: all." };
        var repository = new Option<string>("--repository") { Required = true };
        var published = new Option<string>("--worker") { Required = true, Description = "The folder that `dotnet publish` of the worker wrote." };
        var folder = new Option<string>("--folder") { Required = true, Description = "Data of the servers and of the runs; its path at most 60 characters." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "Measured time of each HTTP load, after half as much that is not." };
        var connections = new Option<int[]>("--connections") { DefaultValueFactory = _ => [8, 32, 128], AllowMultipleArgumentsPerToken = true };
        var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 200_000, Description = "In the inbox for \"inbox to registered\"." };
        var mails = new Option<int>("--mails") { DefaultValueFactory = _ => 10_000 };
        var page = new Option<string?>("--page") { Description = "Markdown page whose table is replaced." };
        var command = new Command("measure") { works, repository, published, folder, rounds, seconds, connections, messages, mails, page };
        works.AcceptOnlyFromAmong(All);
        command.SetAction(async parsed =>
        {
            var data = parsed.GetRequiredValue(folder);
            var servers = new TestServers(parsed.GetRequiredValue(repository), data);
            var setup = new BenchSetup
            {
                Published = parsed.GetRequiredValue(published),
                Folder = Path.Combine(data, "work"),
                Repository = parsed.GetRequiredValue(repository),
                Rounds = parsed.GetValue(rounds),
                LoadTime = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Connections = parsed.GetRequiredValue(connections),
                Messages = parsed.GetValue(messages),
                Mails = parsed.GetValue(mails),
                Servers = servers,
                Postgres = servers.StartPostgres(),
            };
            Directory.CreateDirectory(setup.Folder);
            var chosen = parsed.GetValue(works) is { Length: > 0 } some ? some : All;
            // With a scheduler of its own the harness never goes on in a thread that waits for sockets, where it must not block.
            var results = await Task.Factory.StartNew(
                () => RunAsync(setup, chosen), CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ConcurrentScheduler).Unwrap();
            if (parsed.GetValue(page) is { } file)
            {
                PerformancePage.Update(file, results);
            }
        });
        return command;
    }

    private static async Task<Results> RunAsync(BenchSetup setup, string[] chosen)
    {
        var results = new Results();
        var mailbox = new MailboxWork(setup);
        foreach (var work in All.Where(chosen.Contains))
        {
            await (work switch
            {
                "start" => new SmallWork(setup).StartAsync(results),
                "idle" => new SmallWork(setup).IdleAsync(results),
                "channels" => new ChannelsWork(setup).IdleAsync(results),
                "failing" => new ChannelsWork(setup).FailingAsync(results),
                "accept-postgres" => new AcceptWork(setup).RunAsync(onPostgres: true, results),
                "accept-sqlite" => new AcceptWork(setup).RunAsync(onPostgres: false, results),
                "register-postgres" => new RegisterWork(setup).RunAsync(onPostgres: true, results),
                "register-sqlite" => new RegisterWork(setup).RunAsync(onPostgres: false, results),
                "send" => new SendWork(setup).RunAsync(results),
                "mailbox" => mailbox.RunAsync(results),
                "imap" => mailbox.RunImapAsync(results),
                "path" => mailbox.RunWholePathAsync(results),
                _ => new ReaderWork(Path.Combine(setup.Folder, "reader"), Path.Combine(setup.Repository, "bench/node/read-files.mjs"), setup.LoadTime).RunAsync(results, setup.Rounds),
            });
        }

        return results;
    }
}
