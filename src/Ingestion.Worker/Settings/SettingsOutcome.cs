using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>What loading gave: settings, or every fault.</summary>
/// <param name="Settings">Null when there is a fault.</param>
/// <param name="Faults">Whole keys, each with what would be right and where it is written. No values.</param>
internal sealed record SettingsOutcome(LoadedSettings? Settings, IReadOnlyList<SettingFault> Faults);
