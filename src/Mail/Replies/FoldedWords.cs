namespace Ingestion.Mail.Replies;

/// <summary>Words to be found in any case, also where Turkish and Azerbaijani write İ and ı, which no other comparison takes for i.</summary>
internal sealed class FoldedWords
{
    private readonly string[] _words;

    public FoldedWords(params string[] words) => _words = [.. words.Select(Fold)];

    /// <summary>Whether the text, folded by <see cref="Fold(ReadOnlySpan{char}, Span{char})"/>, is one of the words.</summary>
    public bool Has(ReadOnlySpan<char> folded)
    {
        foreach (var word in _words)
        {
            if (folded.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public bool Begin(ReadOnlySpan<char> folded)
    {
        foreach (var word in _words)
        {
            if (folded.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public bool End(ReadOnlySpan<char> folded)
    {
        foreach (var word in _words)
        {
            if (folded.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public bool AreIn(ReadOnlySpan<char> folded)
    {
        foreach (var word in _words)
        {
            if (folded.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes one letter of the four kinds of i; the length stays.</summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text, Span<char> into)
    {
        for (var i = 0; i < text.Length; i++)
        {
            into[i] = text[i] is 'İ' or 'ı' or 'I' ? 'i' : text[i];
        }

        return into[..text.Length];
    }

    private static string Fold(string word)
    {
        var letters = new char[word.Length];
        return Fold(word, letters).ToString();
    }
}
