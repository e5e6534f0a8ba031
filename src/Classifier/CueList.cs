using System.Globalization;

namespace Ingestion.Classifier;

/// <summary>
/// All cues, read once from the lists in <c>Cues/</c>. A line has a slot, a weight, cues parted by bars, and a note, parted by tabs; lines
/// with # are comments. <c>word</c> is a whole word, <c>word-</c> a beginning, <c>-word</c> an ending; a phrase may end in a beginning.
/// </summary>
internal sealed class CueList
{
    private const float OwnWord = 0.5f;

    private readonly Cue[] cues;

    private CueList()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = new List<(string Key, byte[] Symbols, bool Ending, int Language, int Slot, float Weight, string Written)>();
        for (var language = 0; language < CueLanguage.Count; language++)
        {
            foreach (var (slot, weight, written) in Lines(CueLanguage.Tag(language)))
            {
                var (symbols, ending) = Compile(written);
                var key = (ending ? "-" : "") + Convert.ToHexString(symbols);
                seen[key] = seen.GetValueOrDefault(key) | (1 << language);
                read.Add((key, symbols, ending, language, slot, weight, written));
            }
        }

        var found = new List<Cue>();
        var beginnings = new SymbolTreeGrowth();
        var endings = new SymbolTreeGrowth();
        foreach (var (key, symbols, ending, language, slot, weight, written) in read)
        {
            // A word that several lists share tells the matter but not the language.
            var own = slot != CueSlot.Language && seen[key] == 1 << language ? OwnWord : 0;
            var aspect = slot >= CueSlot.Priority ? "priority" : slot >= CueSlot.Category ? "category" : slot >= CueSlot.Kind ? "kind" : "language";
            found.Add(new Cue(language, slot, weight, own, new ClassificationReason(aspect, CueLanguage.Tag(language) + ":" + written)));
            (ending ? endings : beginnings).Add(symbols, found.Count);
        }

        cues = [.. found];
        Beginnings = beginnings.Arrange();
        Endings = endings.Arrange();
    }

    public static CueList Shared { get; } = new();

    public int Count => cues.Length;

    public SymbolTree Beginnings { get; }

    /// <summary>Holds its cues from the last symbol to the first.</summary>
    public SymbolTree Endings { get; }

    /// <summary>The cue of a number that a tree gave.</summary>
    public ref readonly Cue this[int number] => ref cues[number - 1];

    private static IEnumerable<(int Slot, float Weight, string Written)> Lines(string language)
    {
        using var stream = typeof(CueList).Assembly.GetManifestResourceStream($"Cues.{language}.tsv")
            ?? throw new InvalidOperationException("no cues for " + language);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var columns = line.Split('\t');
            if (columns.Length < 3 || !CueSlot.TryFind(columns[0], out var slot) || !float.TryParse(columns[1], CultureInfo.InvariantCulture, out var weight))
            {
                throw new InvalidOperationException($"{language}.tsv: cannot read '{line}'");
            }

            foreach (var written in columns[2].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                yield return (slot, weight, written);
            }
        }
    }

    private static (byte[] Symbols, bool Ending) Compile(string written)
    {
        Span<byte> buffer = stackalloc byte[written.Length + 2];
        buffer[0] = Symbols.Space;
        var signs = default(TextSigns);
        var length = TextFolding.Append(written, buffer, 1, ref signs);
        var symbols = buffer[1..length];
        if (symbols.Length < 2 || symbols.Contains(Symbols.OtherLetter))
        {
            throw new InvalidOperationException($"cannot use the cue '{written}'");
        }

        if (written.StartsWith('-'))
        {
            // Read backwards without the space, which stands where the walk begins.
            symbols = symbols[..^1];
            symbols.Reverse();
            return (symbols.ToArray(), true);
        }

        return (written.EndsWith('-') ? symbols[..^1].ToArray() : symbols.ToArray(), false);
    }
}
