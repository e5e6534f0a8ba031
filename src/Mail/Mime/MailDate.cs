using System.Globalization;

namespace Ingestion.Mail.Mime;

/// <summary>Dates of mail (RFC 5322 §3.3 with its obsolete forms), read forgivingly and without any culture.</summary>
public static class MailDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>Null for what is no date, lies before 1980 or after 2100, or has a zone beyond fourteen hours.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        var fields = Fields(text);
        int day = 0, month = 0, year = -1, hour = 0, minute = 0, second = 0;
        var zone = TimeSpan.Zero;
        var stage = 0;
        foreach (var field in fields)
        {
            if (field.Contains(':', StringComparison.Ordinal) && !field.StartsWith('+') && !field.StartsWith('-'))
            {
                if (!ReadTime(field, out hour, out minute, out second))
                {
                    return null;
                }

                stage |= 8;
            }
            else if (month == 0 && MonthOf(field) is > 0 and var named)
            {
                month = named;
            }
            else if ((stage & 8) != 0 && TryReadZone(field, out var read))
            {
                zone = read;
                break;
            }
            else if (int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                if (day == 0 && number is > 0 and <= 31 && field.Length <= 2)
                {
                    day = number;
                }
                else if (year < 0)
                {
                    year = FullYear(number, field.Length);
                }
            }
        }

        if (day == 0 || month == 0 || year is < 1980 or > 2100 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60 || zone.Duration() > TimeSpan.FromHours(14))
        {
            return null;
        }

        return new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), zone);
    }

    /// <summary>As RFC 5322 wants it: <c>Sat, 21 Nov 2026 09:05:00 +0000</c>.</summary>
    public static string Format(DateTimeOffset moment) =>
        moment.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
        + moment.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static List<string> Fields(string text)
    {
        var fields = new List<string>(8);
        var start = -1;
        var depth = 0;
        for (var i = 0; i <= text.Length && fields.Count < 12; i++)
        {
            var letter = i < text.Length ? text[i] : ' ';
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            var inside = depth <= 0 && !char.IsWhiteSpace(letter) && letter is not (',' or '(' or ')');
            // 21-Nov-2026: hyphens separate too, but for the sign of a zone
            inside &= letter != '-' || start < 0;
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                fields.Add(text[start..i]);
                start = -1;
                if (letter == '-' && i + 4 < text.Length && char.IsAsciiDigit(text[i + 1]) && text[..i].Contains(':', StringComparison.Ordinal))
                {
                    start = i;
                }
            }
        }

        return fields;
    }

    private static bool ReadTime(string field, out int hour, out int minute, out int second)
    {
        minute = second = 0;
        var parts = field.Split(':');
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out hour)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minute)
            && (parts.Length < 3 || int.TryParse(parts[2].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out second));
    }

    private static int MonthOf(string field) =>
        field.Length >= 3 && char.IsAsciiLetter(field[0]) && Months.IndexOf(field[..3], StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at % 3 == 0
            ? (at / 3) + 1
            : 0;

    private static int FullYear(int number, int digits) => digits switch
    {
        <= 2 => number < 50 ? 2000 + number : 1900 + number,
        3 => 1900 + number,
        _ => number,
    };

    private static bool TryReadZone(string field, out TimeSpan zone)
    {
        zone = default;
        if (field.Length >= 5 && field[0] is '+' or '-')
        {
            var digits = field[1..].Replace(":", "", StringComparison.Ordinal);
            if (digits.Length != 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number % 100 > 59)
            {
                return false;
            }

            zone = new TimeSpan(number / 100, number % 100, 0) * (field[0] == '-' ? -1 : 1);
            return true;
        }

        int? hours = field switch
        {
            "GMT" or "UT" or "UTC" or "Z" => 0,
            "EST" or "CDT" => -5,
            "EDT" => -4,
            "CST" or "MDT" => -6,
            "MST" or "PDT" => -7,
            "PST" => -8,
            _ => null,
        };
        zone = TimeSpan.FromHours(hours ?? 0);
        return hours is not null || (field.Length > 0 && char.IsAsciiLetter(field[0]));
    }
}
