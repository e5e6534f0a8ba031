using System.Collections;
using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>Where settings come from; a later source replaces single values of an earlier one: file, environment, secrets folder, overrides.</summary>
internal sealed record SettingsSources
{
    public const string DefaultFile = "appsettings.json";

    /// <summary>Variables that begin with this are settings: <c>INGESTION__Database__Store</c> is <c>Database:Store</c>.</summary>
    public const string EnvironmentPrefix = "INGESTION__";

    /// <summary>The JSON file. Null: <see cref="DefaultFile"/> in the working directory when it is there, else no file.</summary>
    public string? File { get; init; }

    /// <summary>
    /// A folder of files, one value each, as containers and service managers mount them: the file <c>Channels__support-mail__Options__Password</c>
    /// holds that key. Null: the folder that <c>Secrets:Folder</c> names, if any.
    /// </summary>
    public string? SecretsFolder { get; init; }

    /// <summary>The process's environment, or what stands in for it.</summary>
    public IDictionary Environment { get; init; } = new Hashtable();

    /// <summary>Values set by the program itself (the demo), by whole key.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public IReadOnlyList<IConnector> Connectors { get; init; } = ConnectorCatalog.All;

    /// <summary>The file to read, or null when none is named and none lies in the working directory.</summary>
    public string? ExistingFile => File ?? (System.IO.File.Exists(DefaultFile) ? DefaultFile : null);

    /// <summary>The sources of the running process.</summary>
    public static SettingsSources OfProcess(string? file, string? secretsFolder) =>
        new() { File = file, SecretsFolder = secretsFolder, Environment = System.Environment.GetEnvironmentVariables() };
}
