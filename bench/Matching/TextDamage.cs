using System.Text;

namespace Ingestion.Bench.Matching;

/// <summary>What hands, keyboards and programs do to a text.</summary>
internal static class TextDamage
{
    private static readonly (string From, string To)[] Ascii =
        [("ş", "s"), ("Ş", "S"), ("ç", "c"), ("Ç", "C"), ("ğ", "g"), ("Ğ", "G"), ("ı", "i"), ("İ", "I"), ("ö", "o"), ("Ö", "O"), ("ü", "u"), ("Ü", "U"), ("ə", "e"), ("Ə", "E"), ("â", "a")];

    private static readonly (string From, string To)[] Chat =
        [("ş", "sh"), ("Ş", "Sh"), ("ç", "ch"), ("Ç", "Ch"), ("ğ", "gh"), ("ı", "i"), ("İ", "I"), ("ö", "o"), ("Ö", "O"), ("ü", "u"), ("Ü", "U"), ("ə", "e"), ("Ə", "E")];

    /// <summary>Changes about one letter in <paramref name="every"/>.</summary>
    public static string Mistype(string text, Random random, int every)
    {
        var typed = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]) || random.Next(every) > 0)
            {
                typed.Append(text[i]);
                continue;
            }

            switch (random.Next(4))
            {
                case 0:
                    break;
                case 1:
                    typed.Append(text[i]).Append(text[i]);
                    break;
                case 2 when i + 1 < text.Length && char.IsLetter(text[i + 1]):
                    typed.Append(text[i + 1]).Append(text[i]);
                    i++;
                    break;
                default:
                    typed.Append(text[random.Next(text.Length)] is var other && char.IsLetter(other) ? other : 'e');
                    break;
            }
        }

        return typed.ToString();
    }

    public static string Respell(string text, string language, Random random) => language switch
    {
        "tr" => Replace(text, Ascii),
        "az" => Replace(text, random.Next(2) == 0 ? Ascii : Chat),
        "fa" => text.Replace('ی', 'ي').Replace('ک', 'ك').Replace("\u200C", random.Next(2) == 0 ? "" : " ", StringComparison.Ordinal).Replace("ۀ", "ه", StringComparison.Ordinal),
        _ => new string([.. text.ToLowerInvariant().Where(letter => !char.IsPunctuation(letter))]),
    };

    /// <summary>Persian texts get Arabic or Latin digits, others Persian or full-width ones.</summary>
    public static string Redigit(string text, string language, Random random)
    {
        var zero = language == "fa" ? random.Next(2) == 0 ? '\u0660' : '0' : random.Next(2) == 0 ? '\u06F0' : '\uFF10';
        return new string([.. text.Select(letter => letter switch
        {
            >= '0' and <= '9' => (char)(zero + letter - '0'),
            >= '\u06F0' and <= '\u06F9' => (char)(zero + letter - '\u06F0'),
            _ => letter,
        })]);
    }

    private static string Replace(string text, (string From, string To)[] letters) =>
        letters.Aggregate(text, (current, pair) => current.Replace(pair.From, pair.To, StringComparison.Ordinal));
}
