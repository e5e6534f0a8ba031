namespace Ingestion.Worker.Matching;

/// <summary>A word, or words, that could be a number of something.</summary>
/// <param name="Value">Lower-case letters and Latin digits.</param>
/// <param name="Digits">How many of them are digits.</param>
/// <param name="Sort">What the shape alone tells, or null.</param>
internal readonly record struct NumberShape(string Value, int Digits, ReferenceSort? Sort)
{
    private const int Longest = 34;

    private static readonly string[] CountryCodes = ["90", "994", "98"];

    /// <summary>Reads the number that begins with word <paramref name="at"/>; returns how many words it takes, 0 when there is none.</summary>
    public static int Read(string text, List<Range> words, int at, out NumberShape shape)
    {
        shape = default;
        Span<char> letters = stackalloc char[Longest];
        Span<int> groups = stackalloc int[Longest];
        var length = 0;
        var count = 0;
        if (!Add(text.AsSpan()[words[at]], letters, ref length, groups, ref count, out var sign, out var dated) || dated)
        {
            return 0;
        }

        var used = 1;
        var phone = sign == '+' || (letters[0] == '0' && length <= 5);
        var quad = count == 1 && length == 4 && AreDigits(letters[..length]);
        var bank = IsBankStart(letters[..length]);
        while ((phone || quad || bank) && at + used < words.Count && length < Longest)
        {
            var next = text.AsSpan()[words[at + used]];
            var before = (length, count);
            if (!Add(next, letters, ref length, groups, ref count, out _, out dated) || dated || !AreDigits(letters[before.length..length])
                || (quad && length - before.length != 4) || (phone && length > 15))
            {
                (length, count) = before;
                break;
            }

            used++;
        }

        var value = letters[..length];
        var digits = CountDigits(value);
        if (digits < 3 || (length == 4 && digits == 4 && IsYear(value)))
        {
            return 0;
        }

        var sort = SortOf(value, digits, phone);
        shape = new NumberShape(sort == ReferenceSort.Party && digits == length ? Local(value) : value.ToString(), digits, sort);
        return used;
    }

    private static ReferenceSort? SortOf(ReadOnlySpan<char> value, int digits, bool phone)
    {
        if (digits < value.Length)
        {
            return IsBankStart(value) && digits >= 16 ? ReferenceSort.Party : null;
        }

        if (phone && digits is >= 9 and <= 15)
        {
            return ReferenceSort.Party;
        }

        if (digits == 12 && !IsForeignPhone(value))
        {
            return ReferenceSort.Tracking;
        }

        // "05321234567", "5321234567" behind no sign: mobile phones of the three countries.
        return (digits == 11 && value[0] == '0') || IsForeignPhone(value) || (digits == 16) ? ReferenceSort.Party : null;
    }

    private static bool IsForeignPhone(ReadOnlySpan<char> value) =>
        value.Length == 12 && (value.StartsWith("905") || value.StartsWith("989") || value.StartsWith("9945") || value.StartsWith("9947"));

    /// <summary>What is left of a phone number without country and trunk prefix.</summary>
    private static string Local(ReadOnlySpan<char> value)
    {
        var rest = value.StartsWith("00") ? value[2..] : value;
        foreach (var country in CountryCodes)
        {
            if (rest.Length >= country.Length + 9 && rest.StartsWith(country, StringComparison.Ordinal))
            {
                rest = rest[country.Length..];
                break;
            }
        }

        return rest.TrimStart('0').ToString();
    }

    /// <summary>Adds the letters and digits of a word; false when it is none of a number.</summary>
    private static bool Add(ReadOnlySpan<char> word, Span<char> letters, ref int length, Span<int> groups, ref int count, out char sign, out bool dated)
    {
        sign = '\0';
        dated = false;
        var start = length;
        var first = count;
        var dots = 0;
        var colons = 0;
        var money = false;
        var inGroup = 0;
        word = word.TrimEnd(".,;:!?؛،؟)]»”\"'").TrimStart("([«“\"'#№:");
        foreach (var character in word)
        {
            var digit = LetterFolding.DigitOf(character);
            if (digit >= 0 || char.IsAsciiLetter(character))
            {
                if (length == letters.Length)
                {
                    return false;
                }

                letters[length++] = digit >= 0 ? (char)('0' + digit) : char.ToLowerInvariant(character);
                inGroup++;
                continue;
            }

            if (character is '\'' or '’')
            {
                // "12345'in": an ending of the sentence.
                break;
            }

            switch (character)
            {
                case '+' when length == start:
                    sign = '+';
                    continue;
                case '.' or ',' or '/' or '٫' or '٬':
                    dots++;
                    break;
                case ':':
                    colons++;
                    break;
                case '-' or '–' or '_' or '(' or ')' or '#' or '№' or '\u200C' or '\u200E' or '\u200F' or '\u061C' or '\u2011':
                    break;
                default:
                    money |= NumberCues.IsCurrencySign([character]);
                    if (money || length > start)
                    {
                        // Letters of other scripts glued to a number: "12345лı", "سفارش۱۲۳۴".
                        return money ? Nothing(ref length, start) : CountDigits(letters[start..length]) > 0 && End(groups, ref count, inGroup);
                    }

                    continue;
            }

            if (inGroup > 0)
            {
                groups[count++] = inGroup;
                inGroup = 0;
            }
        }

        if (inGroup > 0 && count < groups.Length)
        {
            groups[count++] = inGroup;
        }

        dated = colons > 0 || (dots > 0 && IsDecimalOrDate(groups[first..count])) || IsDate(letters[start..length], groups[first..count]);
        return length > start && CountDigits(letters[start..length]) > 0;
    }

    private static bool Nothing(ref int length, int start)
    {
        length = start;
        return false;
    }

    private static bool End(Span<int> groups, ref int count, int inGroup)
    {
        if (inGroup > 0 && count < groups.Length)
        {
            groups[count++] = inGroup;
        }

        return true;
    }

    /// <summary>With points, commas or slashes: "1.250,50", "12.500", "03.11.2026", "03/11"; but not "2026/004512".</summary>
    private static bool IsDecimalOrDate(ReadOnlySpan<int> groups)
    {
        foreach (var group in groups)
        {
            if (group > 4)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDate(ReadOnlySpan<char> letters, ReadOnlySpan<int> groups) =>
        groups.Length == 3 && AreDigits(letters)
        && ((groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2) || (groups[0] <= 2 && groups[1] <= 2 && groups[2] is 2 or 4));

    private static bool IsYear(ReadOnlySpan<char> value) =>
        value.StartsWith("19") || value.StartsWith("20") || value.StartsWith("13") || value.StartsWith("14");

    private static bool IsBankStart(ReadOnlySpan<char> value) =>
        value.Length >= 4 && char.IsAsciiLetter(value[0]) && char.IsAsciiLetter(value[1]) && AreDigits(value[2..4]) && (value.Length == 4 || value.Length > 14)
        && (value.StartsWith("tr") || value.StartsWith("az") || value.StartsWith("ir") || value.StartsWith("gb") || value.StartsWith("de"));

    private static int CountDigits(ReadOnlySpan<char> value)
    {
        var digits = 0;
        foreach (var character in value)
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return digits;
    }

    private static bool AreDigits(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange('0', '9');
}
