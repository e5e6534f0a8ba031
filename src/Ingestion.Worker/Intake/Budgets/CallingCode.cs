namespace Ingestion.Worker.Intake.Budgets;

/// <summary>The country's part of a telephone number (ITU-T E.164): one digit for the zones of North America and Russia, else two or three.</summary>
internal static class CallingCode
{
    private const string TwoDigits = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    /// <summary><c>+994</c> of <c>+994501234567</c>.</summary>
    public static string Of(string number)
    {
        var digits = number.AsSpan().TrimStart('+');
        var length = digits.Length < 3 ? digits.Length
            : digits[0] is '1' or '7' ? 1
            : TwoDigits.AsSpan().Contains([' ', digits[0], digits[1], ' '], StringComparison.Ordinal) ? 2
            : 3;
        return "+" + digits[..length].ToString();
    }
}
