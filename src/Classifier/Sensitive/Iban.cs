namespace Ingestion.Classifier.Sensitive;

/// <summary>Account numbers by ISO 13616. Those of Turkey and Iran are two letters and 24 digits; Azerbaijan's have letters within.</summary>
internal static class Iban
{
    /// <summary>Of an Azerbaijani account: AZ, two digits, four letters, twenty letters or digits.</summary>
    public const int AzerbaijaniLength = 28;

    public static bool IsCountry(char first, char second) => (char.ToUpperInvariant(first), char.ToUpperInvariant(second)) is ('T', 'R') or ('I', 'R');

    /// <param name="digits">What follows the country, 24 digits.</param>
    /// <param name="country">TR or IR; empty where it is left away, as Persian writers do.</param>
    public static bool IsValid(ReadOnlySpan<byte> digits, ReadOnlySpan<char> country) => country.IsEmpty
        ? Rest(digits, 'I', 'R') == 1 || Rest(digits, 'T', 'R') == 1
        : Rest(digits, char.ToUpperInvariant(country[0]), char.ToUpperInvariant(country[1])) == 1;

    /// <param name="symbols">The 28 letters and digits, without spaces, in capitals.</param>
    public static bool IsAzerbaijani(ReadOnlySpan<char> symbols)
    {
        if (symbols.Length != AzerbaijaniLength || !symbols.StartsWith("AZ") || !char.IsAsciiDigit(symbols[2]) || !char.IsAsciiDigit(symbols[3]) || symbols[4..8].ContainsAnyExceptInRange('A', 'Z'))
        {
            return false;
        }

        var rest = 0;
        foreach (var symbol in symbols[4..])
        {
            rest = Add(rest, symbol);
        }

        foreach (var symbol in symbols[..4])
        {
            rest = Add(rest, symbol);
        }

        return rest == 1;
    }

    private static int Rest(ReadOnlySpan<byte> digits, char first, char second)
    {
        var rest = 0;
        foreach (var digit in digits[2..])
        {
            rest = ((rest * 10) + digit) % 97;
        }

        rest = Add(Add(rest, first), second);
        return ((rest * 100) + (digits[0] * 10) + digits[1]) % 97;
    }

    private static int Add(int rest, char symbol) => char.IsAsciiDigit(symbol) ? ((rest * 10) + (symbol - '0')) % 97 : ((rest * 100) + (symbol - 'A') + 10) % 97;
}
