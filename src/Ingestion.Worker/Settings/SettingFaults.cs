using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>Collects what is wrong, one fault per key: the first is the cause, later ones follow from it.</summary>
internal sealed class SettingFaults
{
    private readonly List<SettingFault> _faults = [];
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);

    public bool Any => _faults.Count > 0;

    public bool Has(string key) => _keys.Contains(key);

    public void Add(string key, string message)
    {
        if (_keys.Add(key))
        {
            _faults.Add(new SettingFault(key, message));
        }
    }

    /// <summary>All faults in the order found, each with the place where its key, or the nearest section above it, is written.</summary>
    public IReadOnlyList<SettingFault> Located(SettingNode root) => _faults.ConvertAll(fault => Locate(fault, root));

    private static SettingFault Locate(SettingFault fault, SettingNode root)
    {
        for (var path = fault.Key; path.Length > 0; path = path.LastIndexOf(':') is > 0 and var colon ? path[..colon] : "")
        {
            if (root.Find(path)?.Place is { } place)
            {
                return fault with { Message = $"{fault.Message} ({place})" };
            }
        }

        return fault;
    }
}
