using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>One word of an address list: an atom, an encoded word or a quoted string.</summary>
/// <param name="Shown">As a name shows it: quotes and escapes undone.</param>
/// <param name="Raw">As written.</param>
/// <param name="Spaced">White space stands before it.</param>
internal readonly record struct AddressWord(string Shown, string Raw, bool Spaced)
{
    /// <summary>Whether it may be an address or a piece of one.</summary>
    public bool HasSign => Raw.Contains('@', StringComparison.Ordinal) && !Raw.StartsWith("=?", StringComparison.Ordinal);

    public static string Join(List<AddressWord> words)
    {
        if (words.Count == 1)
        {
            return words[0].Shown;
        }

        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (word.Spaced && text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(word.Shown);
        }

        return text.ToString();
    }

    /// <summary>
    /// The addresses among words without angle brackets, and the words around them as a name. <paramref name="joined"/> tells that white
    /// space was taken out of an address.
    /// </summary>
    public static List<string> JoinSpecs(List<AddressWord> words, out string name, out bool joined)
    {
        var specs = new List<string>(1);
        var others = new List<AddressWord>();
        joined = false;
        for (var i = 0; i < words.Count;)
        {
            var spec = new StringBuilder(words[i].Raw);
            var first = i++;
            while (i < words.Count && (!words[i].Spaced || IsOpen(spec[^1]) || IsOpen(words[i].Raw[0])))
            {
                joined |= words[i].Spaced;
                spec.Append(words[i++].Raw);
            }

            // a quoted string alone is a name, also when it looks like an address
            var text = spec.ToString();
            if (text.Contains('@', StringComparison.Ordinal) && (i - first > 1 || words[first].HasSign) && !IsQuotedAlone(text))
            {
                specs.Add(text);
            }
            else
            {
                others.AddRange(words[first..i]);
            }
        }

        name = others.Count == 0 ? "" : Join(others);
        return specs;
    }

    private static bool IsOpen(char letter) => letter is '.' or '@';

    private static bool IsQuotedAlone(string text) => text.StartsWith('"') && text.EndsWith('"');
}
