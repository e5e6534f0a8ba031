using System.Globalization;

namespace Ingestion.Channels;

/// <summary>A phone number that a person or program typed into a field.</summary>
internal static class PhoneNumber
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>
    /// The contact point in E.164, when the number starts with + or 00 and a country code or is written as people of <paramref name="region"/>
    /// write it; digits of any script count, and the usual separators do not. A trunk digit behind the country code, +90 (0) 532, is dropped.
    /// Null for anything else: without its country or region a number is nobody's in particular, and behind a number with an extension there are
    /// several people.
    /// </summary>
    /// <param name="typed">What stands in the field.</param>
    /// <param name="region">ISO 3166-1 code of <see cref="PhonePlans"/>, or null.</param>
    public static ContactPoint? Read(string typed, string? region = null)
    {
        typed = typed.Trim();
        typed = typed.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? typed[4..] : typed;
        var digits = DigitsOf(typed, out var plus);
        if (digits is null)
        {
            return null;
        }

        if (!plus && digits.StartsWith("00", StringComparison.Ordinal))
        {
            (digits, plus) = (digits[2..], true);
        }

        var number = plus ? FromAbroad(digits) : FromHome(digits, region);
        return number is { Length: >= MinDigits and <= MaxDigits } && number[0] != '0' ? new ContactPoint(ContactPointKind.Phone, $"+{number}") : null;
    }

    private static string? FromAbroad(string digits)
    {
        if (PhonePlans.OfNumber(digits) is not { } plan || digits.Length <= plan.CountryCode.Length)
        {
            return digits;
        }

        return plan.FromAbroad(digits[plan.CountryCode.Length..]) is { } number ? plan.CountryCode + number : null;
    }

    private static string? FromHome(string digits, string? region) =>
        region is not null && PhonePlans.Of(region) is { } plan && plan.FromHome(digits) is { } number ? plan.CountryCode + number : null;

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
