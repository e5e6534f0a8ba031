using System.Globalization;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>
/// A day of the Solar Hijri calendar. The platform's calendar computes the equinox anew for every part of every date, which takes longer
/// than the whole acknowledgement; here it is asked once for each year.
/// </summary>
internal readonly record struct PersianDate(int Year, int Month, int Day)
{
    private const int GregorianOffset = 621;
    private const int DaysOfFirstHalf = 6 * 31;
    private const int PersianYears = 9_378;

    private static readonly PersianCalendar Calendar = new();

    /// <summary>Day numbers of 1 Farvardin by year, 0 where not asked yet. Two threads at worst ask twice.</summary>
    private static readonly int[] NewYears = new int[PersianYears];

    /// <summary>The Persian date of a Gregorian one, from 22 March 622 on.</summary>
    public static PersianDate Of(DateOnly gregorian)
    {
        var year = gregorian.Year - GregorianOffset;
        if (gregorian.DayNumber < NewYear(year))
        {
            year--;
        }

        var passed = gregorian.DayNumber - NewYear(year);
        return passed < DaysOfFirstHalf
            ? new PersianDate(year, 1 + (passed / 31), 1 + (passed % 31))
            : new PersianDate(year, 7 + ((passed - DaysOfFirstHalf) / 30), 1 + ((passed - DaysOfFirstHalf) % 30));
    }

    private static int NewYear(int year)
    {
        ref var known = ref NewYears[year - 1];
        if (known == 0)
        {
            known = DateOnly.FromDateTime(Calendar.ToDateTime(year, 1, 1, 0, 0, 0, 0)).DayNumber;
        }

        return known;
    }
}
