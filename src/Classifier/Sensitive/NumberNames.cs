namespace Ingestion.Classifier.Sensitive;

/// <summary>Words that people write into one with the number they name.</summary>
internal static class NumberNames
{
    private const int Longest = 16;

    private static readonly string[] Names =
    [
        "tc", "tck", "tckn", "tcno", "tckimlik", "tckimlikno", "kimlik", "kimlikno", "kimliknumaram", "kart", "kartno", "kartım", "kartim", "kartnumaram", "kartnömrəm", "kartnomrem", "card", "cardno", "cardnumber",
        "visa", "mastercard", "troy", "amex", "iban", "ibanım", "ibanim", "kodmeli", "kodmelli", "codemeli", "codemelli", "kodemeli", "kodemelli", "sheba", "shaba",
    ];

    /// <summary>Whether the letters at the end are such a word and nothing but it.</summary>
    public static bool EndsWithOne(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && text.Length - start <= Longest && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        foreach (var name in Names)
        {
            if (text[start..].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
