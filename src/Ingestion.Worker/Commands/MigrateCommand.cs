using System.CommandLine;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>migrate</c>: brings the database's schema up to this version.</summary>
internal static class MigrateCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("migrate", "Bring the database's schema up to this version. Harmless when it already is; several may run at once.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database);
            var applied = await Migrator.MigrateAsync(database, cancellationToken);
            foreach (var step in applied)
            {
                terminal.Out.WriteLine($"applied {step}");
            }

            terminal.Out.WriteLine($"{database.Describe()} is up to date");
            return ExitCode.Done;
        });
        return command;
    }
}
