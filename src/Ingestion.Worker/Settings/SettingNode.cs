using System.Diagnostics.CodeAnalysis;

namespace Ingestion.Worker.Settings;

/// <summary>
/// One key of the merged settings with what is below it. Keys are compared ordinally in any case; a later source replaces single values, not
/// whole sections.
/// </summary>
internal sealed class SettingNode
{
    private readonly Dictionary<string, SettingNode> _children = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingNode> _inOrder = [];

    private SettingNode(string key, string path)
    {
        Key = key;
        Path = path;
    }

    /// <summary>The last part of <see cref="Path"/>, as first written.</summary>
    public string Key { get; }

    /// <summary>The whole key with colons: <c>Channels:support-mail:Options:Host</c>; empty at the root.</summary>
    public string Path { get; }

    /// <summary>The value as text, or null for a section and for a JSON null.</summary>
    public string? Value { get; private set; }

    /// <summary>Where it was last written: <c>appsettings.json line 12</c>, <c>environment variable …</c>.</summary>
    public string? Place { get; private set; }

    /// <summary>Written as <c>[]</c>: a list without members, which is more than a list not named.</summary>
    public bool IsEmptyList { get; private set; }

    public IReadOnlyList<SettingNode> Children => _inOrder;

    public static SettingNode Root() => new("", "");

    public bool TryGetChild(string key, [NotNullWhen(true)] out SettingNode? child) => _children.TryGetValue(key, out child);

    /// <summary>Finds the node of a whole key below this one, or null.</summary>
    public SettingNode? Find(string path)
    {
        var node = this;
        foreach (var part in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!node.TryGetChild(part, out node))
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>Writes one value; <paramref name="value"/> null only notes that the key exists (a section or a JSON null).</summary>
    public void Set(string path, string? value, string place, bool isEmptyList = false)
    {
        var node = this;
        foreach (var part in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!node.TryGetChild(part, out var child))
            {
                child = new SettingNode(part, node.Path.Length == 0 ? part : $"{node.Path}:{part}");
                node._children.Add(part, child);
                node._inOrder.Add(child);
                child.Place = place;
            }

            node = child;
        }

        node.Place = place;
        node.Value = value;
        node.IsEmptyList = isEmptyList;
    }
}
