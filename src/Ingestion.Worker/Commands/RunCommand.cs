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
            await using var host = await WorkerHost.OpenAsync(options.Load(parsed), cancellationToken);
            await host.StartAsync(cancellationToken);
            terminal.Out.WriteLine($"ingestion-worker serves {string.Join(", ", host.Addresses)}");
            await host.WaitForStopAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
