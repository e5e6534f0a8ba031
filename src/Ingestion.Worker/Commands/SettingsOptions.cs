using System.CommandLine;
using System.CommandLine.Parsing;
using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Commands;

/// <summary>The options by which every command finds its settings.</summary>
internal sealed class SettingsOptions(IReadOnlyList<IConnector> connectors)
{
    public const string FileVariable = "INGESTION_SETTINGS";
    public const string SecretsVariable = "INGESTION_SECRETS";

    public Option<string?> File { get; } = new("--settings")
    {
        Validators = { result => Refuse(result, "--settings names no file") },
        Description = $"The JSON file with the settings. Default: what {FileVariable} names, else ./appsettings.json when it is there.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<string?> SecretsFolder { get; } = new("--secrets")
    {
        Validators = { result => Refuse(result, "--secrets names no folder") },
        Description = $"A folder of files that hold one secret each, named by its key. Default: what {SecretsVariable} names, else the setting Secrets:Folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    public IReadOnlyList<IConnector> Connectors => connectors;

    public SettingsSources Sources(ParseResult parsed) => SettingsSources.OfProcess(
        parsed.GetValue(File) ?? Variable(FileVariable),
        parsed.GetValue(SecretsFolder) ?? (Variable(SecretsVariable) is { } folder && Directory.Exists(folder) ? folder : null)) with
    {
        Connectors = connectors,
    };

    /// <exception cref="SettingsFaultException">With every fault.</exception>
    public LoadedSettings Load(ParseResult parsed)
    {
        var outcome = SettingsLoader.Load(Sources(parsed));
        return outcome.Settings ?? throw new SettingsFaultException(outcome.Faults);
    }

    private static void Refuse(OptionResult result, string fault)
    {
        if (result.Tokens is [{ Value: "" }])
        {
            result.AddError(fault);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
