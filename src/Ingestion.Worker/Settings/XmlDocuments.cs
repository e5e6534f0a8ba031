using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Ingestion.Worker.Settings;

/// <summary>
/// The documentation that the compiler writes beside each assembly: the same words serve readers of the code and editors of the settings.
/// Where the file is missing, descriptions are.
/// </summary>
internal sealed class XmlDocuments
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _read = [];

    /// <summary>The property's summary as plain text on one line, or null.</summary>
    public string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        if (!_read.TryGetValue(type.Assembly, out var members))
        {
            _read[type.Assembly] = members = Read(type.Assembly);
        }

        return members.TryGetValue($"P:{type.FullName!.Replace('+', '.')}.{property.Name}", out var member) && member.Element("summary") is { } summary ? Plain(summary) : null;
    }

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
            : [];
    }

    private static string Plain(XElement summary)
    {
        var text = new StringBuilder();
        foreach (var node in summary.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement element when element.Attribute("cref") is { } cref && element.IsEmpty => cref.Value[(cref.Value.LastIndexOf('.') + 1)..],
                XElement element => element.Value,
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
