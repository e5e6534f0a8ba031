using System.CommandLine;
using System.Globalization;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>outgoing</c>: whether anything leaves.</summary>
internal static class OutgoingCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("outgoing", "Whether messages to customers leave, and stopping them all: after a restore, or when something goes wrong.");
        command.Subcommands.Add(Status(terminal, options));
        command.Subcommands.Add(Decide(
            terminal, options, "park", "Let nothing leave, from any worker, until it is released. Messages are taken and decided, promises are watched.", "nothing leaves from now on", "nothing leaves already", OutgoingStop.ParkAsync));
        command.Subcommands.Add(Decide(
            terminal, options, "release", "Let messages leave again. Look at what waits first: outgoing status.", "messages leave again", "messages leave already", OutgoingStop.ReleaseAsync));
        return command;
    }

    /// <summary>Before the service begins.</summary>
    public static async Task ParkAsync(LoadedSettings settings, CancellationToken cancellationToken)
    {
        await using var database = Databases.Open(settings.Worker.Database);
        if (settings.Worker.Database.MigrateAtStart)
        {
            await Migrator.MigrateAsync(database, cancellationToken);
        }

        await Migrator.EnsureCurrentAsync(database, cancellationToken);
        await OutgoingStop.ParkAsync(database, OperatorActions.Actor, cancellationToken);
    }

    private static Command Status(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("status", "Tell whether messages leave, and what waits on each channel.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var since = await database.ReadAsync(OutgoingStop.SinceAsync, cancellationToken);
            terminal.Out.WriteLine(since is { } at ? string.Create(CultureInfo.InvariantCulture, $"parked since {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: nothing leaves") : "messages leave");
            var waiting = await OutgoingStop.WaitingAsync(database, cancellationToken);
            if (waiting.Count > 0)
            {
                TextTable.Write(terminal.Out, ["channel", "waiting"], waiting.Select(row => new[] { row.Channel, row.Waiting.ToString(CultureInfo.InvariantCulture) }));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Decide(
        Terminal terminal, SettingsOptions options, string name, string description, string done, string already, Func<Database, string, CancellationToken, Task<bool>> decide)
    {
        var command = new Command(name, description);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            terminal.Out.WriteLine(await decide(database, OperatorActions.Actor, cancellationToken) ? done : already);
            return ExitCode.Done;
        });
        return command;
    }
}
