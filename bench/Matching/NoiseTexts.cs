using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching;

/// <summary>Real texts from tables of tab-separated values with a column <c>text</c>, and <c>lang</c> where there is one. Equal texts are taken once.</summary>
internal static class NoiseTexts
{
    public static IReadOnlyList<(string Language, string Text)> Read(IEnumerable<string> files, int most, int seed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var texts = new List<(string Language, string Text)>();
        foreach (var file in files)
        {
            using var lines = File.ReadLines(file).GetEnumerator();
            if (!lines.MoveNext())
            {
                continue;
            }

            var columns = lines.Current.Split('\t');
            var text = Array.IndexOf(columns, "text");
            var language = Array.IndexOf(columns, "lang");
            while (text >= 0 && lines.MoveNext())
            {
                var values = lines.Current.Split('\t');
                if (values.Length > text && seen.Add(ComparableText.Of(values[text]).Text))
                {
                    texts.Add((language >= 0 && language < values.Length ? values[language] : "xx", values[text].Replace("\\n", "\n", StringComparison.Ordinal)));
                }
            }
        }

        var chosen = texts.ToArray();
        new Random(seed).Shuffle(chosen);
        return chosen[..Math.Min(most, chosen.Length)];
    }
}
