namespace Ingestion.Worker.Matching;

/// <summary>
/// A text as it is compared: one space between words, letters folded so that spellings of one word meet. Never shown, never stored in place of what the
/// customer wrote. Folding a folded text changes nothing.
/// </summary>
internal sealed class ComparableText
{
    /// <summary>Characters that are read; what is behind them says nothing more for comparing.</summary>
    public const int MaxRead = 65_536;

    /// <summary>Characters that are kept.</summary>
    public const int MaxKept = 16_384;

    /// <summary>Stands for a web address.</summary>
    public const string Link = "xurl";

    /// <summary>Stands for an e-mail address.</summary>
    public const string Mailbox = "xmail";

    /// <summary>Stands for twelve digits, which is how our tracking numbers look.</summary>
    public const string Tracking = "xtrack";

    private readonly ComparableWord[] words;

    private ComparableText(string text, ComparableWord[] words)
    {
        Text = text;
        this.words = words;
    }

    public string Text { get; }

    public ReadOnlySpan<ComparableWord> Words => words;

    /// <summary>Letters and digits in words that say something about the matter.</summary>
    public int ContentLength
    {
        get
        {
            var length = 0;
            foreach (var word in words)
            {
                length += word.Weight >= WordWeights.Theme ? word.Length : 0;
            }

            return length;
        }
    }

    /// <summary>Folds plain text: no HTML, quoted history already taken off where that is certain.</summary>
    public static ComparableText Of(string? subject, string text)
    {
        using var folding = new TextFolder();
        if (subject is not null)
        {
            folding.Append(subject.AsSpan(0, Math.Min(subject.Length, 1_000)));
        }

        folding.Append(text.AsSpan(0, Math.Min(text.Length, MaxRead)));
        var folded = folding.Written.ToString();
        return new ComparableText(folded, WordWeights.Weigh(folded, folding.Capitals));
    }

    public static ComparableText Of(string text) => Of(null, text);

    public ReadOnlySpan<char> this[ComparableWord word] => Text.AsSpan(word.Start, word.Length);
}
