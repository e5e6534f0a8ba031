using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>Why the settings on disk are not, or not all, in force.</summary>
internal sealed record SettingsProblem
{
    /// <summary>What is wrong with them. No values.</summary>
    public IReadOnlyList<SettingFault> Faults { get; init; } = [];

    /// <summary>Keys that differ from what is in force and take a restart.</summary>
    public IReadOnlyList<string> Restart { get; init; } = [];

    /// <summary>A line each.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Faults.Select(fault => $"{fault.Key}: {fault.Message}"),
        .. Restart.Select(key => $"{key}: changed, takes a restart"),
    ];
}
