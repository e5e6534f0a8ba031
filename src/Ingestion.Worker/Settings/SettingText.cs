using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ingestion.Worker.Settings;

/// <summary>
/// Texts of settings into values, strictly and in every culture alike: what could be read in two ways is refused (<c>60</c> is no duration).
/// </summary>
internal static class SettingText
{
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd",
    ];

    /// <summary>Whether values of this type are written as one text, and what such a text looks like.</summary>
    public static bool IsScalar(Type type, [NotNullWhen(true)] out string? shape)
    {
        shape = type switch
        {
            _ when type == typeof(string) => "a text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(double) || type == typeof(decimal) => "a number",
            _ when type == typeof(TimeSpan) => "a duration such as 90s, 15m, 24h, 3d or 00:01:30",
            _ when type == typeof(DateTimeOffset) => "a date such as 2026-12-01 (midnight UTC) or a time with its offset such as 2026-12-01T09:00:00+04:00",
            _ when type == typeof(DateOnly) => "a date such as 2026-12-01",
            _ when type == typeof(Uri) => "a whole address such as https://example.org/path",
            { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(EnumWord)),
            _ => null,
        };
        return shape is not null;
    }

    /// <summary>How an enum's member is written in settings: first letter small, as in JSON.</summary>
    public static string EnumWord(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static bool TryRead(Type type, string text, [NotNullWhen(true)] out object? value)
    {
        value = null;
        if (type == typeof(string))
        {
            value = text;
        }
        else if (type == typeof(bool))
        {
            value = bool.TryParse(text, out var flag) ? flag : null;
        }
        else if (type == typeof(int))
        {
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type == typeof(long))
        {
            value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type == typeof(double))
        {
            value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
        }
        else if (type == typeof(decimal))
        {
            value = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type == typeof(TimeSpan))
        {
            value = TryDuration(text, out var duration) ? duration : null;
        }
        else if (type == typeof(DateTimeOffset))
        {
            value = DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
        }
        else if (type == typeof(DateOnly))
        {
            value = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        }
        else if (type == typeof(Uri))
        {
            value = Uri.TryCreate(text, UriKind.Absolute, out var address) && !address.IsFile ? address : null;
        }
        else if (type.IsEnum)
        {
            value = text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.Contains(',') && Enum.TryParse(type, text, ignoreCase: true, out var member) ? member : null;
        }

        return value is not null;
    }

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        if (text.Contains(':'))
        {
            // Two parts only could be minutes or hours.
            duration = default;
            return text.AsSpan().Count(':') == 2 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration);
        }

        duration = default;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 9)
        {
            return false;
        }

        var count = int.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        TimeSpan? unit = text.AsSpan(digits).TrimStart(' ') switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" or "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is null || count > TimeSpan.MaxValue / unit.Value)
        {
            return false;
        }

        duration = unit.Value * count;
        return true;
    }
}
