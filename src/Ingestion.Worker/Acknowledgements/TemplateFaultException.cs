using Ingestion.Channels;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>The folder of own templates cannot be used as it is.</summary>
/// <param name="faults">Every fault found; the key is the file's path inside the folder, or empty for the folder itself.</param>
internal sealed class TemplateFaultException(IReadOnlyList<SettingFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(fault => fault.Key.Length == 0 ? fault.Message : fault.Key + ": " + fault.Message)))
{
    public IReadOnlyList<SettingFault> Faults { get; } = faults;
}
