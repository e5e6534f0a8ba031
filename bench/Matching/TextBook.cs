using System.Reflection;

namespace Ingestion.Bench.Matching;

/// <summary>The sentences of one language, by section.</summary>
internal sealed class TextBook
{
    private readonly Dictionary<string, string[]> sections = new(StringComparer.Ordinal);

    private TextBook(string language, IEnumerable<string> lines)
    {
        Language = language;
        var name = "";
        var taken = new List<string>();
        foreach (var line in lines.Append("[end]"))
        {
            if (!line.StartsWith('['))
            {
                taken.AddRange(line.Split('|', StringSplitOptions.RemoveEmptyEntries));
                continue;
            }

            sections[name] = [.. taken];
            taken.Clear();
            name = line.Trim('[', ']');
        }

        Matters = [.. sections.Keys.Where(key => key.EndsWith(":slot", StringComparison.Ordinal)).Select(key => key.Split(':')[0])];
        Incidents = [.. sections.Keys.Where(key => key.StartsWith("incident:", StringComparison.Ordinal))];
    }

    public string Language { get; }

    public IReadOnlyList<string> Matters { get; }

    public IReadOnlyList<string> Incidents { get; }

    public string[] this[string section] => sections[section];

    public static TextBook Of(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(each => each.EndsWith($"Matching.Texts.{language}.txt", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return new TextBook(language, reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
