namespace Ingestion.Worker.Settings;

/// <summary>Settings without a fault.</summary>
internal sealed record LoadedSettings
{
    public required WorkerSettings Worker { get; init; }

    /// <summary>Where it was read.</summary>
    public required SettingsSources Sources { get; init; }

    /// <summary>Every channel, disabled ones too, by name.</summary>
    public required IReadOnlyList<ConfiguredChannel> Channels { get; init; }

    /// <summary>Every key that has a value, with that value as written, secrets too: what a later reading is compared with.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder of secrets that was read, or null.</summary>
    public string? SecretsFolder { get; init; }

    /// <summary>The section <c>Logging</c> in the shape of the framework's logging: levels by category. Keys without the section's name.</summary>
    public IReadOnlyDictionary<string, string?> Logging { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
}
