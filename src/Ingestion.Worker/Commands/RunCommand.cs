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
        var afterRestore = new Option<bool>("--after-restore")
        {
            Description = "The store was restored from a backup: let nothing leave until `outgoing release`, since what left after the backup would leave again.",
        };
        command.Add(afterRestore);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(afterRestore))
            {
                await OutgoingCommand.ParkAsync(options.Load(parsed), cancellationToken);
                terminal.Out.WriteLine("nothing leaves: look at what waits (outgoing status), then let it go (outgoing release)");
            }

            await using var host = await WorkerHost.OpenAsync(options.Load(parsed), cancellationToken);
            await host.StartAsync(cancellationToken);
            terminal.Out.WriteLine($"ingestion-worker serves {string.Join(", ", host.Addresses)}");
            await host.WaitForStopAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
