namespace Ingestion.Classifier;

/// <summary>Turns a text into symbols with one space between words and around all of them.</summary>
internal static class TextFolding
{
    /// <summary>Appends to <paramref name="target"/>, which already ends with a space; returns the new length. Never longer than the source plus one.</summary>
    public static int Append(ReadOnlySpan<char> source, Span<byte> target, int length, ref TextSigns signs)
    {
        Span<int> sorts = stackalloc int[LetterSorts.Count];
        sorts.Clear();
        for (var i = 0; i < source.Length; i++)
        {
            var character = source[i];
            var sort = LetterSorts.Of(character);
            sorts[(int)sort]++;
            if (sort == LetterSort.Q && (i + 1 == source.Length || source[i + 1] is not ('u' or 'U')))
            {
                signs.BareQ++;
            }

            var symbol = Symbols.Of(character);
            if (symbol == Symbols.Space)
            {
                length = EndWord(target, length, ref signs);
            }
            else if (symbol != Symbols.Dropped)
            {
                target[length++] = symbol;
            }
        }

        for (var sort = 1; sort < sorts.Length; sort++)
        {
            signs.Add((LetterSort)sort, sorts[sort]);
        }

        if (target[length - 1] != Symbols.Space)
        {
            target[length++] = Symbols.Space;
            signs.Words++;
        }

        return length;
    }

    /// <summary>می and نمی: written with their verb or before it.</summary>
    public static bool IsVerbPrefix(ReadOnlySpan<byte> word) =>
        word.SequenceEqual([Symbols.Meem, Symbols.Yeh]) || word.SequenceEqual([Symbols.Noon, Symbols.Meem, Symbols.Yeh]);

    private static int EndWord(Span<byte> target, int length, ref TextSigns signs)
    {
        // Persian writes "می شود", "می‌شود" and "میشود": the last form stands for all.
        if (target[length - 1] == Symbols.Space || EndsWithVerbPrefix(target[..length]))
        {
            return length;
        }

        signs.Words++;
        target[length] = Symbols.Space;
        return length + 1;
    }

    private static bool EndsWithVerbPrefix(ReadOnlySpan<byte> written) =>
        written.EndsWith([Symbols.Space, Symbols.Meem, Symbols.Yeh]) || written.EndsWith([Symbols.Space, Symbols.Noon, Symbols.Meem, Symbols.Yeh]);
}
