using System.Globalization;

namespace Ingestion.Mail.Mime;

/// <summary>The words that a date of mail is made of.</summary>
internal static class DateFields
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";
    private const int MostFields = 12;

    /// <summary>Words between spaces, commas and comments; hyphens between day, month and year separate too.</summary>
    public static List<string> Split(string text)
    {
        var fields = new List<string>(8);
        var start = -1;
        var depth = 0;
        for (var i = 0; i <= text.Length && fields.Count < MostFields; i++)
        {
            var letter = i < text.Length ? text[i] : ' ';
            if (letter == '(' || (letter == ')' && depth > 0))
            {
                depth += letter == '(' ? 1 : -1;
                letter = ' ';
            }

            var separates = depth > 0 || char.IsWhiteSpace(letter) || letter is ',' or '"'
                || (letter == '-' && start >= 0 && JoinsDate(text, start, i))
                || (letter is 'T' or 't' && i - start == 10 && start >= 0 && text[i - 3] == '-');
            if (!separates && start < 0)
            {
                start = i;
            }
            else if (separates && start >= 0)
            {
                fields.Add(text[start..i]);
                start = -1;
            }
        }

        return fields;
    }

    /// <summary>Hours, minutes and perhaps seconds; <paramref name="rest"/> is a zone written without a space.</summary>
    public static bool TryReadTime(string field, out TimeSpan time, out ReadOnlySpan<char> rest)
    {
        time = default;
        rest = field;
        Span<int> numbers = [0, 0, 0];
        for (var i = 0; i < 3; i++)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            digits = digits < 0 ? rest.Length : digits;
            if (digits is 0 or > 2)
            {
                return false;
            }

            numbers[i] = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..];
            if (rest is not [':', ..])
            {
                if (i == 0)
                {
                    return false;
                }

                break;
            }

            if (i < 2)
            {
                rest = rest[1..];
            }
        }

        if (rest is ['.', ..])
        {
            var fraction = rest[1..].IndexOfAnyExceptInRange('0', '9');
            rest = fraction < 0 ? [] : rest[(fraction + 1)..];
        }

        // RFC 5322 §3.3: 60 is a leap second, which no clock here knows
        time = new TimeSpan(numbers[0], numbers[1], Math.Min(numbers[2], 59));
        return numbers[0] <= 23 && numbers[1] <= 59 && numbers[2] <= 60;
    }

    /// <summary>2026-11-21, perhaps with the time behind a T.</summary>
    public static bool TryReadIsoDate(string field, out (int Year, int Month, int Day) date)
    {
        date = default;
        if (field.Length != 10 || !DateOnly.TryParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            return false;
        }

        date = (read.Year, read.Month, read.Day);
        return true;
    }

    public static int MonthOf(string field) =>
        field.Length >= 3 && char.IsAsciiLetter(field[0]) && Months.IndexOf(field[..3], StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at % 3 == 0
            ? (at / 3) + 1
            : 0;

    public static TimeSpan HalfDay(TimeSpan time, bool afterNoon) =>
        time.Hours == 12 ? time - TimeSpan.FromHours(afterNoon ? 0 : 12)
        : time.Hours < 12 && afterNoon ? time + TimeSpan.FromHours(12)
        : time;

    /// <summary>+0300, +03:00, +3, GMT+3, or a name; a name that nobody knows is UTC (RFC 5322 §4.3).</summary>
    public static bool TryReadZone(ReadOnlySpan<char> field, out TimeSpan zone)
    {
        zone = default;
        if (field.IsEmpty)
        {
            return false;
        }

        var sign = field.IndexOfAny('+', '-');
        if (sign < 0)
        {
            zone = TimeSpan.FromHours(field switch
            {
                "EST" or "CDT" => -5,
                "EDT" => -4,
                "CST" or "MDT" => -6,
                "MST" or "PDT" => -7,
                "PST" => -8,
                _ => 0,
            });
            return char.IsAsciiLetter(field[0]);
        }

        if (field[..sign].ContainsAnyExceptInRange('A', 'z'))
        {
            return false;
        }

        Span<char> digits = stackalloc char[4];
        var length = 0;
        foreach (var letter in field[(sign + 1)..])
        {
            if (letter == ':')
            {
                continue;
            }

            if (!char.IsAsciiDigit(letter) || length == 4)
            {
                return false;
            }

            digits[length++] = letter;
        }

        if (length == 0)
        {
            return false;
        }

        var number = int.Parse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        number = length <= 2 ? number * 100 : number;
        zone = new TimeSpan(number / 100, number % 100, 0) * (field[sign] == '-' ? -1 : 1);
        return number % 100 <= 59;
    }

    // 21-Nov-2026 and 21-11-2026, but neither 2026-11-21 nor the sign of a zone
    private static bool JoinsDate(string text, int start, int at)
    {
        var word = text.AsSpan(start, at - start);
        return !word.Contains(':') && word.Length <= 3 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1])
            && !word.SequenceEqual("GMT") && !word.SequenceEqual("UTC");
    }
}
