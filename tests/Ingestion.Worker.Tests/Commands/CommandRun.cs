using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Tests.Fakes;

namespace Ingestion.Worker.Tests.Commands;

/// <summary>Commands run inside the test over a folder of their own.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("commands-");

    public CommandRun(params IConnector[] connectors) => Connectors = connectors.Length > 0 ? connectors : [new FakeConnector("hook", ConnectorCapabilities.Receiver)];

    public IReadOnlyList<IConnector> Connectors { get; }

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public string Folder => _folder.FullName;

    public string DatabaseFile => Path.Combine(_folder.FullName, "data", "test.db");

    public string[] ErrorLines => Lines(Error);

    public string[] Lines() => Lines(Out);

    /// <summary>Writes settings with the channels given as JSON members.</summary>
    public CommandRun With(string channels, string? postgres = null)
    {
        var database = postgres is null ? $$"""{ "File": "{{DatabaseFile.Replace("\\", "/")}}" }""" : $$"""{ "Store": "postgres", "ConnectionString": "{{postgres}}" }""";
        File.WriteAllText(
            SettingsFile,
            $$"""{ "Organisation": { "Name": "A" }, "Http": { "Url": "http://127.0.0.1:0" }, "Database": {{database}}, "Channels": { {{channels}} } }""");
        return this;
    }

    /// <summary>Adds a section to the settings, as JSON.</summary>
    public CommandRun Adding(string section)
    {
        File.WriteAllText(SettingsFile, "{ " + section + "," + File.ReadAllText(SettingsFile)[1..]);
        return this;
    }

    public string SettingsFile => Path.Combine(_folder.FullName, "settings.json");

    /// <summary>Runs a command with these settings; returns its exit code.</summary>
    public Task<int> RunAsync(params string[] args) => BareAsync([.. args, "--settings", SettingsFile]);

    public Task<int> BareAsync(params string[] args) =>
        CommandLine.InvokeAsync(args, new Terminal { Out = TextWriter.Synchronized(Out), Error = TextWriter.Synchronized(Error) }, Connectors);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
