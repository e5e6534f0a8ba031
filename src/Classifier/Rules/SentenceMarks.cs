using Ingestion.Classifier.Features;

namespace Ingestion.Classifier.Rules;

/// <summary>
/// Between which words of a folded text a mark stood that parts sentences: "No. Smell of gas" denies nothing. Found once, and only when a denial asks.
/// </summary>
internal ref struct SentenceMarks(ReadOnlySpan<char> subject, ReadOnlySpan<char> text, FeatureScratch scratch)
{
    private readonly ReadOnlySpan<char> subject = subject;
    private readonly ReadOnlySpan<char> text = text;
    private Span<ulong> marked;

    /// <summary>Whether one stood where the folded words have this space.</summary>
    public bool StandAt(ReadOnlySpan<byte> words, int space)
    {
        if (marked.IsEmpty)
        {
            marked = scratch.ReserveMarks(words.Length);
            var length = Fill(subject, words, 1);
            Mark(length - 1);
            Fill(text, words, length);
        }

        return (marked[space >> 6] >> (space & 63) & 1) != 0;
    }

    // goes through the letters as they were folded: see TextFolding
    private readonly int Fill(ReadOnlySpan<char> source, ReadOnlySpan<byte> words, int length)
    {
        foreach (var character in source)
        {
            var symbol = TextFolding.SymbolOf(character);
            if (symbol > Symbols.Space)
            {
                length++;
                continue;
            }

            if (symbol == Symbols.Space && !TextFolding.IsWithinWord(words[..length]))
            {
                length++;
            }

            if (character is '.' or '!' or '?' or ',' or ';' or ':' or '\n' or '؟' or '،' or '؛' or '…')
            {
                Mark(length - 1);
            }
        }

        return words[length - 1] == Symbols.Space ? length : length + 1;
    }

    private readonly void Mark(int space) => marked[space >> 6] |= 1UL << (space & 63);
}
