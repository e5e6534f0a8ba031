namespace Ingestion.Worker.Settings;

/// <summary>Settings without a fault.</summary>
internal sealed record LoadedSettings
{
    public required WorkerSettings Worker { get; init; }

    /// <summary>Every channel, disabled ones too, by name.</summary>
    public required IReadOnlyList<ConfiguredChannel> Channels { get; init; }

    /// <summary>The section <c>Logging</c> in the shape of the framework's logging: levels by category. Keys without the section's name.</summary>
    public IReadOnlyDictionary<string, string?> Logging { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
}
