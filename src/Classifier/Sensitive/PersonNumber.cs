namespace Ingestion.Classifier.Sensitive;

/// <summary>Numbers of persons that have check digits.</summary>
internal static class PersonNumber
{
    /// <summary>Turkey: the tenth digit is seven times the odd places less the even ones, the eleventh the sum of all before it, modulo 10.</summary>
    public static bool IsTurkish(ReadOnlySpan<byte> digits)
    {
        if (digits.Length != 11 || digits[0] == 0)
        {
            return false;
        }

        var odd = digits[0] + digits[2] + digits[4] + digits[6] + digits[8];
        var even = digits[1] + digits[3] + digits[5] + digits[7];
        var tenth = (((odd * 7) - even) % 10 + 10) % 10;
        return digits[9] == tenth && digits[10] == (odd + even + tenth) % 10;
    }

    /// <summary>Iran: places weigh ten to two; the rest modulo 11, from 11 taken away when it is 2 or more. The first three digits name a town.</summary>
    public static bool IsIranian(ReadOnlySpan<byte> digits)
    {
        if (digits.Length != 10 || digits[0] > 6 || !digits.ContainsAnyExcept(digits[0]))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += digits[i] * (10 - i);
        }

        var rest = sum % 11;
        return digits[9] == (rest < 2 ? rest : 11 - rest);
    }
}
