namespace Ingestion.Classifier.Sensitive;

/// <summary>Payment cards: ISO/IEC 7812 with the beginnings that are in use.</summary>
internal static class CardNumber
{
    public static bool IsCard(ReadOnlySpan<byte> digits) => IsIssued(digits) && Luhn(digits) && digits.ContainsAnyExcept(digits[0]);

    private static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        var two = (digits[0] * 10) + digits[1];
        var four = (two * 100) + (digits[2] * 10) + digits[3];
        return digits.Length switch
        {
            15 => two is 34 or 37,

            // Visa, Mastercard, Maestro, Discover, UnionPay; Troy 9792; the banks of Iran, 50 to 63 and 9919.
            16 => digits[0] == 4 || two is >= 50 and <= 65 || four is (>= 2221 and <= 2720) or 9792 or 9919 or (>= 3528 and <= 3589),
            _ => digits[0] == 4 && digits.Length == 19 || two is 62 or 63 or 67 || four is 5018 or 5020 or 5038 or 5893,
        };
    }

    private static bool Luhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (int)digits[^(i + 1)];
            if ((i & 1) == 1)
            {
                digit *= 2;
                digit -= digit > 9 ? 9 : 0;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }
}
