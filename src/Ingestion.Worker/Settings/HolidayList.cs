using System.Globalization;

namespace Ingestion.Worker.Settings;

/// <summary>
/// Days on which nobody works: <c>2026-12-31</c>, spans <c>2027-03-20..2027-03-24</c>, and <c>01-01</c> of every year, in the Gregorian calendar.
/// </summary>
internal sealed class HolidayList
{
    private readonly List<(DateOnly First, DateOnly Last)> spans = [];
    private readonly HashSet<(int Month, int Day)> yearly = [];

    public bool IsEmpty => spans.Count == 0 && yearly.Count == 0;

    public bool Contains(DateOnly day) => yearly.Contains((day.Month, day.Day)) || spans.Exists(span => span.First <= day && day <= span.Last);

    /// <summary>False when the text is none of the three.</summary>
    public bool TryAdd(string text)
    {
        var parts = text.Split("..", StringSplitOptions.TrimEntries);
        if (parts.Length == 1 && DateOnly.TryParseExact("2000-" + parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var each))
        {
            yearly.Add((each.Month, each.Day));
            return true;
        }

        if (parts.Length > 2 || !TryDay(parts[0], out var first) || !TryDay(parts[^1], out var last) || last < first || last.DayNumber - first.DayNumber > 60)
        {
            return false;
        }

        spans.Add((first, last));
        return true;
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
