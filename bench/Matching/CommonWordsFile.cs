using System.Globalization;
using System.Text;
using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching;

/// <summary>Writes the worker's table of everyday words from tables of our own texts, one file a language: stems that several texts of a language have.</summary>
internal static class CommonWordsFile
{
    /// <summary>A stem in fewer texts may be a name.</summary>
    private const int FewestTexts = 2;

    private const int Letters = 5;

    /// <summary>So that a language whose texts are mostly posts about flights is not spoken about flights only.</summary>
    private const int MostOfAChannel = 700;

    /// <summary>
    /// The first texts of a language, those there were when the matching was last measured: with 11,000 more (and <see cref="FewestTexts"/> 4) the table finds no more
    /// repeats and clusters.
    /// </summary>
    private static readonly Dictionary<string, int> Counted = new(StringComparer.Ordinal) { ["az"] = 781, ["en"] = 7694, ["fa"] = 877, ["tr"] = 789 };

    public static string Write(IEnumerable<string> files)
    {
        var parts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var texts = NoiseTexts.Read([file], int.MaxValue, 1, MostOfAChannel, table => Counted.GetValueOrDefault(Path.GetFileNameWithoutExtension(table), int.MaxValue));
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            var names = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (_, text) in texts)
            {
                var comparable = ComparableText.Of(text);
                foreach (var stem in StemsOf(comparable, naming: false))
                {
                    counts[stem] = counts.GetValueOrDefault(stem) + 1;
                }

                foreach (var stem in StemsOf(comparable, naming: true))
                {
                    names[stem] = names.GetValueOrDefault(stem) + 1;
                }
            }

            foreach (var (stem, count) in counts.Where(each => each.Value - names.GetValueOrDefault(each.Key) >= FewestTexts))
            {
                parts[stem] = Math.Max(parts.GetValueOrDefault(stem), 10_000 * count / texts.Count);
            }
        }

        var written = new StringBuilder();
        foreach (var (stem, part) in parts)
        {
            written.Append(CultureInfo.InvariantCulture, $"{stem} {part}\n");
        }

        return written.ToString();
    }

    private static HashSet<string> StemsOf(ComparableText text, bool naming)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in text.Words)
        {
            if (word.Weight == WordWeights.Full && (!naming || word.Naming == PlaceNaming.Likely))
            {
                stems.Add(text[word][..Math.Min(Letters, word.Length)].ToString());
            }

            if (!naming && Concepts.Of(text[word]) is > 0 and var concept)
            {
                stems.Add(CommonWords.ConceptSign + Concepts.Names[concept - 1]);
            }
        }

        return stems;
    }
}
