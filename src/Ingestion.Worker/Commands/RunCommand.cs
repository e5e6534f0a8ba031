using System.CommandLine;
using Ingestion.Worker.Hosting;

namespace Ingestion.Worker.Commands;

/// <summary><c>run</c>: the service itself.</summary>
internal static class RunCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command(
            "run",
            "Serve until stopped (the default). SIGTERM or Ctrl-C: takes nothing new, finishes what is in flight within 25 seconds, exits with 0.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed);
            await using var app = WorkerHost.Build(settings);
            await app.StartAsync(cancellationToken);
            terminal.Out.WriteLine($"ingestion-worker serves {string.Join(", ", app.Urls)}");
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
