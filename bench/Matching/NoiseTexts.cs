using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching;

/// <summary>Real texts from tables of tab-separated values with a column <c>text</c>, and <c>lang</c> where there is one. Equal texts are taken once, and of a table and of each channel in it so many at most.</summary>
internal static class NoiseTexts
{
    public static IReadOnlyList<(string Language, string Text)> Read(IEnumerable<string> files, int most, int seed, int mostOfAChannel = int.MaxValue, Func<string, int>? mostOf = null)
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
            var channel = Array.IndexOf(columns, "channel");
            var ofChannel = new Dictionary<string, int>(StringComparer.Ordinal);
            var language = Array.IndexOf(columns, "lang");
            var left = mostOf?.Invoke(file) ?? int.MaxValue;
            while (text >= 0 && left-- > 0 && lines.MoveNext())
            {
                var values = lines.Current.Split('\t');
                var from = channel >= 0 && channel < values.Length ? values[channel] : "";
                if (values.Length > text && ofChannel.GetValueOrDefault(from) < mostOfAChannel && seen.Add(ComparableText.Of(values[text]).Text))
                {
                    ofChannel[from] = ofChannel.GetValueOrDefault(from) + 1;
                    texts.Add((language >= 0 && language < values.Length ? values[language] : "xx", values[text].Replace("\\n", "\n", StringComparison.Ordinal)));
                }
            }
        }

        var chosen = texts.ToArray();
        new Random(seed).Shuffle(chosen);
        return chosen[..Math.Min(most, chosen.Length)];
    }
}
