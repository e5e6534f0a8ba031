using System.Collections;
using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>Reads, binds and validates all settings and reports every fault at once.</summary>
internal static class SettingsLoader
{
    private const int MaxSecretBytes = 64 * 1024;

    public static SettingsOutcome Load(SettingsSources sources)
    {
        var root = SettingNode.Root();
        var faults = new SettingFaults();
        if (!ReadSources(sources, root, faults))
        {
            return new SettingsOutcome(null, faults.Located(root));
        }

        if (root.Children.Count == 0 && sources.File is null)
        {
            faults.Add(SettingsSources.DefaultFile, "is not in the working directory; name another file with --settings, or see what this program does with `ingestion-worker demo`");
            return new SettingsOutcome(null, faults.Located(root));
        }

        var binder = new SettingsBinder(faults);
        var worker = (WorkerSettings)binder.Bind(typeof(WorkerSettings), root, "", "$schema", "Secrets", "Logging", "Channels");
        var channels = ChannelBinding.Bind(root.Find("Channels"), binder, sources.Connectors, faults);
        worker = worker with { Channels = channels.ToDictionary(channel => channel.Name, channel => channel.Settings, StringComparer.Ordinal) };
        AnnotationCheck.Run(worker, "", faults);
        WorkerRules.Check(worker, faults);
        ChannelRules.Check(channels, faults);
        return faults.Any
            ? new SettingsOutcome(null, faults.Located(root))
            : new SettingsOutcome(
                new LoadedSettings
                {
                    Worker = worker,
                    Channels = channels,
                    Sources = sources,
                    Values = Values(root),
                    SecretsFolder = SecretsFolder(sources, root),
                    Logging = Logging(root.Find("Logging")),
                },
                []);
    }

    private static bool ReadSources(SettingsSources sources, SettingNode root, SettingFaults faults)
    {
        var file = sources.ExistingFile;
        var whole = file is null || SettingsFile.Read(file, root, faults);
        ReadEnvironment(sources.Environment, root);
        if (SecretsFolder(sources, root) is { } folder)
        {
            ReadSecrets(folder, sources.SecretsFolder is null ? "Secrets:Folder" : "--secrets", root, faults);
        }

        foreach (var (key, value) in sources.Overrides)
        {
            root.Set(key, value, "set by the program");
        }

        if (root.Find("Secrets") is { } secrets)
        {
            foreach (var child in secrets.Children.Where(child => !string.Equals(child.Key, "Folder", StringComparison.OrdinalIgnoreCase)))
            {
                faults.Add(child.Path, "is not known; there is Folder");
            }
        }

        return whole;
    }

    private static void ReadEnvironment(IDictionary environment, SettingNode root)
    {
        var ours = environment.Keys.OfType<string>()
            .Where(name => name.Length > SettingsSources.EnvironmentPrefix.Length && name.StartsWith(SettingsSources.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase));
        foreach (var name in ours.Order(StringComparer.Ordinal))
        {
            var key = name[SettingsSources.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            root.Set(key, environment[name] as string, $"environment variable {name}");
        }
    }

    private static void ReadSecrets(string folder, string key, SettingNode root, SettingFaults faults)
    {
        try
        {
            // Mounted volumes keep their bookkeeping in names that begin with a dot.
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Name[0] != '.').OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                var path = file.Name.Replace("__", ":", StringComparison.Ordinal);
                if (file.Length > MaxSecretBytes)
                {
                    faults.Add($"secrets file {file.Name}", "is larger than 64 KB");
                    continue;
                }

                root.Set(path, File.ReadAllText(file.FullName).TrimEnd('\r', '\n'), $"secrets file {file.Name}");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(key, fault is DirectoryNotFoundException ? $"there is no folder {folder}" : $"the folder cannot be read: {fault.Message}");
        }
    }

    private static string? SecretsFolder(SettingsSources sources, SettingNode root) =>
        (sources.SecretsFolder ?? root.Find("Secrets:Folder")?.Value) is { Length: > 0 } folder ? folder : null;

    private static Dictionary<string, string?> Logging(SettingNode? section) => section is null
        ? new(StringComparer.OrdinalIgnoreCase)
        : Below(section).Where(node => node.Value is not null).ToDictionary(node => node.Path["Logging:".Length..], node => node.Value, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Values(SettingNode root) =>
        Below(root).Where(node => node.Value is not null || node.IsEmptyList).ToDictionary(node => node.Path, node => node.Value ?? "[]", StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<SettingNode> Below(SettingNode section)
    {
        var open = new Stack<SettingNode>(section.Children);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }
    }
}
