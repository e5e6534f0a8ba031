namespace Ingestion.Classifier.Rules;

/// <summary>Reads the phrases of rule files and settings.</summary>
internal static class RulePhraseReader
{
    private const int MostWords = 8;
    private const int MostLetters = 200;

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Read(string written, out IReadOnlyList<RuleWord> words)
    {
        words = [];
        var parts = written.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > MostWords || written.Length > MostLetters)
        {
            return "has no words, or more than eight";
        }

        var read = new List<RuleWord>();
        var pending = Array.Empty<byte>();
        foreach (var part in parts)
        {
            var isNumber = part == "#" || part.All(char.IsDigit);
            if (isNumber || part == "*")
            {
                if (pending.Length > 0)
                {
                    return "ends a word with a prefix that stands alone";
                }

                read.Add(new RuleWord(isNumber ? [Symbols.Digit] : []));
                continue;
            }

            var isBeginning = part.EndsWith('-');
            var letters = Fold((isBeginning ? part[..^1] : part).TrimEnd('!'));
            if (letters.Length == 0 || letters.AsSpan().ContainsAny(Symbols.Space, Symbols.OtherLetter, Symbols.Digit))
            {
                return "has a sign that no phrase can have: write letters of the four languages, word-, * for any word, # for a number";
            }

            letters = [.. pending, .. letters];
            pending = [];

            // Texts are folded so that this prefix always stands with its verb.
            if (!isBeginning && TextFolding.IsVerbPrefix(letters) && part != parts[^1])
            {
                pending = letters;
                continue;
            }

            read.Add(new RuleWord(letters, isBeginning));
        }

        words = read;
        return read[0].IsAny || read[^1].IsAny ? "begins or ends with any word" : null;
    }

    private static byte[] Fold(string word)
    {
        var letters = new byte[word.Length];
        var length = 0;
        foreach (var character in word)
        {
            var symbol = Symbols.Of(character);
            if (symbol != Symbols.Dropped)
            {
                letters[length++] = symbol;
            }
        }

        return letters[..length];
    }
}
