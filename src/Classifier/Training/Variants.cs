namespace Ingestion.Classifier.Training;

/// <summary>Other ways to write a text, for training: typed without the language's letters, with typos, cut to one to three words.</summary>
internal static class Variants
{
    /// <summary>Without the marks of Turkish and Azerbaijani letters; null where nothing changes.</summary>
    public static string? Plain(string text)
    {
        var plain = string.Create(text.Length, text, (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = Features.Letters.Plain(source[i]);
            }
        });
        return plain == text ? null : plain;
    }

    /// <summary>One to three words from somewhere in the text; null when it has no more than that.</summary>
    public static string? Cut(string text, Random random)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= 3)
        {
            return null;
        }

        var count = random.Next(1, 4);
        // The beginning is what a short look at a message shows.
        var from = random.Next(2) == 0 ? 0 : random.Next(words.Length - count + 1);
        return string.Join(' ', words, from, count);
    }

    /// <summary>About every twelfth letter left out, doubled or changed with its neighbour.</summary>
    public static string Typos(string text, Random random)
    {
        var written = new System.Text.StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]) || random.Next(12) != 0)
            {
                written.Append(text[i]);
                continue;
            }

            switch (random.Next(3))
            {
                case 0:
                    written.Append(text[i], 2);
                    break;
                case 1 when i + 1 < text.Length && char.IsLetter(text[i + 1]):
                    written.Append(text[i + 1]).Append(text[i]);
                    i++;
                    break;
            }
        }

        return written.ToString();
    }
}
