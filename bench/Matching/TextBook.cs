using System.Reflection;

namespace Ingestion.Bench.Matching;

/// <summary>The sentences of one language, by section.</summary>
internal sealed class TextBook
{
    private readonly Dictionary<string, string[]> sections = new(StringComparer.Ordinal);

    private TextBook(string language, IEnumerable<string> lines, IEnumerable<string> fresh)
    {
        Language = language;
        Take(lines);
        if (fresh.Any())
        {
            foreach (var incident in sections.Keys.Where(IsIncident).ToArray())
            {
                sections.Remove(incident);
            }

            Take(fresh);
        }

        Matters = [.. sections.Keys.Where(key => key.EndsWith(":slot", StringComparison.Ordinal)).Select(key => key.Split(':')[0])];
        Incidents = [.. sections.Keys.Where(IsIncident)];
    }

    public string Language { get; }

    public IReadOnlyList<string> Matters { get; }

    public IReadOnlyList<string> Incidents { get; }

    public string[] this[string section] => sections[section];

    /// <param name="language">Two letters.</param>
    /// <param name="sentences">A second book with other greetings, requests for news, demands, details and incidents: <c>fresh</c>, <c>unseen</c>; null for none.</param>
    public static TextBook Of(string language, string? sentences = null) => new(language, Read(language), sentences is null ? [] : Read($"{language}.{sentences}"));

    private static bool IsIncident(string section) => section.StartsWith("incident:", StringComparison.Ordinal);

    private void Take(IEnumerable<string> lines)
    {
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
    }

    private static string[] Read(string book)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(each => each.EndsWith($"Matching.Texts.{book}.txt", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
