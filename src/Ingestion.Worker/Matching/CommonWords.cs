using System.Globalization;
using System.Reflection;

namespace Ingestion.Worker.Matching;

/// <summary>
/// How common words are in what customers write, before the pool knows: in how many of 10,000 messages of a language a stem stands, from the project's own texts.
/// <c>CommonWords.txt</c> is written by <c>ingestion-bench matching words</c>.
/// </summary>
internal static class CommonWords
{
    /// <summary>Stands before the name of a concept.</summary>
    public const char ConceptSign = '#';

    private const float Texts = 10_000;

    /// <summary>By stem: the part of messages that have it, in the language that has it most.</summary>
    public static IReadOnlyDictionary<ulong, float> Parts { get; } = Read();

    private static Dictionary<ulong, float> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Ingestion.Worker.Matching.CommonWords.txt")!);
        var parts = new Dictionary<ulong, float>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            if (fields.Length == 2)
            {
                parts[fields[0][0] == ConceptSign ? TextMark.Of(TextMark.Topic, NumberOf(fields[0][1..])) : WordStem.Of(fields[0])] = int.Parse(fields[1], CultureInfo.InvariantCulture) / Texts;
            }
        }

        return parts;
    }

    private static ulong NumberOf(string concept) => (ulong)Concepts.Names.ToList().IndexOf(concept) + 1;
}
