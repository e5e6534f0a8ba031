using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Promises;

/// <summary>When the organisation works, on its own clock. Counts time that was promised in working time. Pure.</summary>
/// <param name="zone">The clock on the organisation's wall.</param>
/// <param name="week">The hours of weekdays.</param>
/// <param name="holidays">Days on which nobody works.</param>
internal sealed class WorkingCalendar(TimeZoneInfo zone, WorkingWeek week, HolidayList holidays)
{
    /// <summary>A calendar with longer gaps is taken to work around the clock from there on.</summary>
    private const int MostDaysOff = 366;

    public static WorkingCalendar Of(OrganisationSettings settings)
    {
        var week = new WorkingWeek();
        var holidays = new HolidayList();
        if (!settings.WorkingHours.All(week.TryAdd) || !settings.Holidays.All(holidays.TryAdd))
        {
            throw new ArgumentException("The working hours or holidays cannot be read; the settings were not checked.", nameof(settings));
        }

        return new WorkingCalendar(TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), week, holidays);
    }

    /// <summary>
    /// The moment at which so much working time has passed. Whole days are working days: a matter of Thursday 15:00 with two days is due on Monday
    /// 15:00 when Saturday and Sunday are free. What is left is counted in working hours. What comes outside of them counts from when they begin.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan promised)
    {
        if (week.IsEmpty && holidays.IsEmpty)
        {
            return from + promised;
        }

        var (day, time) = Open(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        for (var days = promised.Days; days > 0; days--)
        {
            // Days differ in length: a time after the end of a short one is its end.
            (day, var hours) = Next(day.AddDays(1));
            time = time < hours.Begins ? hours.Begins : time > hours.Ends ? hours.Ends : time;
        }

        for (var left = promised - TimeSpan.FromDays(promised.Days); left > TimeSpan.Zero;)
        {
            var ends = Hours(day).Ends;
            if (time + left <= ends)
            {
                time += left;
                break;
            }

            left -= ends - time;
            (day, var hours) = Next(day.AddDays(1));
            time = hours.Begins;
        }

        return Instant(day, time);
    }

    /// <summary>The moment itself when work is on, else when it begins next.</summary>
    private (DateOnly Day, TimeSpan Time) Open(DateTime moment)
    {
        var (today, time) = (DateOnly.FromDateTime(moment), moment.TimeOfDay);
        var (day, hours) = Next(today);
        if (day == today && time >= hours.Ends)
        {
            (day, hours) = Next(today.AddDays(1));
        }

        return day == today && time > hours.Begins ? (day, time) : (day, hours.Begins);
    }

    /// <summary>The day itself, or the first after it on which somebody works.</summary>
    private (DateOnly Day, WorkingDay Hours) Next(DateOnly day)
    {
        for (var i = 0; i < MostDaysOff; i++)
        {
            if (!holidays.Contains(day) && week[day.DayOfWeek] is { } hours)
            {
                return (day, hours);
            }

            day = day.AddDays(1);
        }

        return (day, WorkingDay.Whole);
    }

    private WorkingDay Hours(DateOnly day) => week[day.DayOfWeek] ?? WorkingDay.Whole;

    /// <summary>A time that the clock leaves out in spring is the moment at which it jumps; one that it shows twice in autumn is the first.</summary>
    private DateTimeOffset Instant(DateOnly day, TimeSpan time)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
