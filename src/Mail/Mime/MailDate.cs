using System.Globalization;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Dates of mail (RFC 5322 §3.3 with its obsolete forms), read forgivingly and without any culture. Also read: the forms of asctime and of
/// ISO 8601, hyphens between day, month and year, and times of twelve hours.
/// </summary>
public static class MailDate
{
    private const int FirstYear = 1970;
    private const int LastYear = 2100;

    /// <summary>Null for what is no date, lies before 1970 or after 2100, or has a zone beyond fourteen hours.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        int day = 0, month = 0, year = -1;
        TimeSpan? time = null;
        var zone = TimeSpan.Zero;
        foreach (var field in DateFields.Split(text))
        {
            if (time is null && field.Contains(':', StringComparison.Ordinal))
            {
                if (!DateFields.TryReadTime(field, out var read, out var rest) || (!rest.IsEmpty && !DateFields.TryReadZone(rest, out zone)))
                {
                    return null;
                }

                time = read;
            }
            else if (DateFields.TryReadIsoDate(field, out var date))
            {
                (year, month, day) = date;
            }
            else if (month == 0 && DateFields.MonthOf(field) is > 0 and var named)
            {
                month = named;
            }
            else if (time is not null && field is "AM" or "PM" or "am" or "pm")
            {
                time = DateFields.HalfDay(time.Value, field[0] is 'P' or 'p');
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
            else if (time is not null && DateFields.TryReadZone(field, out var offset))
            {
                zone = offset != TimeSpan.Zero ? offset : zone;
            }
        }

        if (day == 0 || month == 0 || year is < FirstYear or > LastYear || day > DateTime.DaysInMonth(year, month)
            || zone.Duration() > TimeSpan.FromHours(14))
        {
            return null;
        }

        return new DateTimeOffset(new DateTime(year, month, day).Add(time ?? TimeSpan.Zero), zone);
    }

    /// <summary>As RFC 5322 wants it: <c>Sat, 21 Nov 2026 09:05:00 +0000</c>.</summary>
    public static string Format(DateTimeOffset moment) =>
        moment.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
        + moment.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    // RFC 5322 §4.3: two digits below fifty and three digits
    private static int FullYear(int number, int digits) => digits switch
    {
        <= 2 => number < 50 ? 2000 + number : 1900 + number,
        3 => 1900 + number,
        _ => number,
    };
}
