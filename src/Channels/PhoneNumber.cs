using System.Globalization;

namespace Ingestion.Channels;

/// <summary>A phone number that a person or program typed into a field.</summary>
internal static class PhoneNumber
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>
    /// The contact point in E.164 when the number starts with + or 00 and a country code; digits of any script count, and the usual
    /// separators do not. Null for anything else: a number without its country is nobody's in particular.
    /// </summary>
    public static ContactPoint? Read(string typed)
    {
        var digits = DigitsOf(typed, out var plus);
        if (digits is null)
        {
            return null;
        }

        if (!plus)
        {
            if (!digits.StartsWith("00", StringComparison.Ordinal))
            {
                return null;
            }

            digits = digits[2..];
        }

        return digits.Length is >= MinDigits and <= MaxDigits && digits[0] != '0'
            ? new ContactPoint(ContactPointKind.Phone, $"+{digits}")
            : null;
    }

    /// <summary>Whether it can be a number at all, with or without its country.</summary>
    public static bool LooksLikeOne(string typed) => DigitsOf(typed, out _) is { Length: >= MinDigits and <= MaxDigits + 2 };

    private static string? DigitsOf(string typed, out bool plus)
    {
        plus = false;
        Span<char> digits = stackalloc char[MaxDigits + 3];
        var count = 0;
        foreach (var letter in typed)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(letter);
            if (digit >= 0)
            {
                if (count == digits.Length)
                {
                    return null;
                }

                digits[count++] = (char)('0' + digit);
            }
            else if (letter is '+' or '\uFF0B' && count == 0 && !plus)
            {
                plus = true;
            }
            else if (!IsSeparator(letter))
            {
                return null;
            }
        }

        return count == 0 ? null : new string(digits[..count]);
    }

    /// <summary>Spaces, dashes, brackets, dots, slashes, and the invisible direction marks that come with pasted numbers.</summary>
    private static bool IsSeparator(char letter) =>
        letter is '(' or ')' or '.' or '/'
        || char.IsWhiteSpace(letter)
        || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
