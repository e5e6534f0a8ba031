using System.Globalization;

namespace Ingestion.Worker.Settings;

/// <summary>The hours of weekdays as they are written in settings: <c>Mon-Fri 09:00-18:00</c>, <c>Sat 10:00-14:00</c>, <c>Sun 00:00-24:00</c>.</summary>
internal sealed class WorkingWeek
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly WorkingDay?[] week = new WorkingDay?[7];

    /// <summary>No day has hours: work is around the clock.</summary>
    public bool IsEmpty => Array.TrueForAll(week, day => day is null);

    /// <summary>Null on a day that is free.</summary>
    public WorkingDay? this[DayOfWeek day] => IsEmpty ? WorkingDay.Whole : week[(int)day];

    /// <summary>False when the text is no such line, or names a day that has its hours.</summary>
    public bool TryAdd(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || ReadHours(parts[1]) is not { } hours || !TryDays(parts[0], out var first, out var last))
        {
            return false;
        }

        for (var day = first; ; day = (day + 1) % 7)
        {
            if (week[day] is not null)
            {
                return false;
            }

            week[day] = hours;
            if (day == last)
            {
                return true;
            }
        }
    }

    private static bool TryDays(string text, out int first, out int last)
    {
        var days = text.Split('-');
        first = Array.IndexOf(Days, days[0].ToLowerInvariant());
        last = Array.IndexOf(Days, days[^1].ToLowerInvariant());
        return days.Length <= 2 && first >= 0 && last >= 0;
    }

    private static WorkingDay? ReadHours(string text)
    {
        var times = text.Split('-');
        return times.Length == 2 && ReadTime(times[0]) is { } begins && ReadTime(times[1]) is { } ends && begins < ends ? new WorkingDay(begins, ends) : null;
    }

    private static TimeSpan? ReadTime(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;
}
