using System.CommandLine;
using Ingestion.Worker.Demo;

namespace Ingestion.Worker.Commands;

/// <summary><c>demo</c>: the real service on embedded parts, with customers that write in four languages.</summary>
internal static class DemoCommand
{
    public static Command Make(Terminal terminal)
    {
        var folder = new Option<string>("--folder")
        {
            Description = "Where the demo keeps its pool, its mailbox and its answers. Default: demo-data in the working directory.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "demo-data",
        };
        var url = new Option<string>("--url")
        {
            Description = "Where it listens. Default: a free port of this machine.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:0",
        };
        var exit = new Option<bool>("--exit") { Description = "End when the story is told, instead of serving until Ctrl-C." };
        var command = new Command(
            "demo",
            "Start the real service on embedded parts (SQLite, Maildir, form, webhook, pickup; Twilio, Telegram, X, Service Bus and a bot in Teams played on this machine), send sample messages in four languages through its entrances and show what became of each. Takes no settings.")
        {
            folder, url, exit,
        };
        command.SetAction(async (parsed, cancellationToken) =>
            await DemoRun.RunAsync(terminal, parsed.GetValue(folder)!, parsed.GetValue(url)!, parsed.GetValue(exit), cancellationToken) ? ExitCode.Done : ExitCode.Failed);
        return command;
    }
}
