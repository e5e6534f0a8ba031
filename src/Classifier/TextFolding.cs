namespace Ingestion.Classifier;

/// <summary>Turns a text into symbols with one space between words and around all of them.</summary>
internal static class TextFolding
{
    private const int TableSize = 0x700;

    /// <summary>Counters of one sort, used in turn: the next count need not wait for the last.</summary>
    private const int Turns = 4;

    private const int Sorts = 16;

    private static readonly (byte Symbol, LetterSort Sort)[] Table = [.. Enumerable.Range(0, TableSize).Select(code => Rare((char)code))];

    /// <summary>Appends to <paramref name="target"/>, which already ends with a space; returns the new length. Never longer than the source plus one.</summary>
    public static int Append(ReadOnlySpan<char> source, Span<byte> target, int length, ref TextSigns signs)
    {
        Span<int> sorts = stackalloc int[Turns * Sorts];
        sorts.Clear();
        for (var i = 0; i < source.Length; i++)
        {
            var character = source[i];
            var (symbol, sort) = character < TableSize ? Table[character] : Rare(character);
            sorts[((i & (Turns - 1)) * Sorts) + (int)sort]++;
            if (sort == LetterSort.Q && (i + 1 == source.Length || source[i + 1] is not ('u' or 'U')))
            {
                signs.BareQ++;
            }

            if (symbol > Symbols.Space)
            {
                target[length++] = symbol;
            }
            else if (symbol == Symbols.Space)
            {
                length = EndWord(target, length, ref signs);
            }
        }

        for (var sort = 1; sort < LetterSorts.Count; sort++)
        {
            signs.Add((LetterSort)sort, sorts[sort] + sorts[sort + Sorts] + sorts[sort + (2 * Sorts)] + sorts[sort + (3 * Sorts)]);
        }

        if (target[length - 1] != Symbols.Space)
        {
            target[length++] = Symbols.Space;
            signs.Words++;
        }

        return length;
    }

    public static byte SymbolOf(char character) => character < TableSize ? Table[character].Symbol : Symbols.Of(character);

    /// <summary>Whether what parts words is left out behind this: where a space stands already, and behind a prefix of verbs.</summary>
    public static bool IsWithinWord(ReadOnlySpan<byte> written) => written[^1] == Symbols.Space || EndsWithVerbPrefix(written);

    /// <summary>می and نمی: written with their verb or before it.</summary>
    public static bool IsVerbPrefix(ReadOnlySpan<byte> word) =>
        word.SequenceEqual([Symbols.Meem, Symbols.Yeh]) || word.SequenceEqual([Symbols.Noon, Symbols.Meem, Symbols.Yeh]);

    private static int EndWord(Span<byte> target, int length, ref TextSigns signs)
    {
        // Persian writes "می شود", "می‌شود" and "میشود": the last form stands for all.
        if (IsWithinWord(target[..length]))
        {
            return length;
        }

        signs.Words++;
        target[length] = Symbols.Space;
        return length + 1;
    }

    private static (byte Symbol, LetterSort Sort) Rare(char character) => (Symbols.Of(character), LetterSorts.Of(character));

    private static bool EndsWithVerbPrefix(ReadOnlySpan<byte> written) =>
        written[^1] == Symbols.Yeh && (written.EndsWith([Symbols.Space, Symbols.Meem, Symbols.Yeh]) || written.EndsWith([Symbols.Space, Symbols.Noon, Symbols.Meem, Symbols.Yeh]));
}
