using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>The settings are wrong; has every fault.</summary>
internal sealed class SettingsFaultException(IReadOnlyList<SettingFault> faults) : Exception($"{faults.Count} faults in the settings")
{
    public IReadOnlyList<SettingFault> Faults => faults;
}
