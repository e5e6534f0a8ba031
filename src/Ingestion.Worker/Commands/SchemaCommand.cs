using System.CommandLine;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Commands;

/// <summary><c>schema</c>: the JSON schema of the settings, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command(
            "schema",
            "Print the JSON schema (draft 2020-12) of appsettings.json, for completion and checks in editors: save it and name it as \"$schema\" in the file.");
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine(SettingsSchema.Text(options.Connectors));
            return ExitCode.Done;
        });
        return command;
    }
}
