using System.Globalization;
using Ingestion.Worker.Acknowledgements;
using Xunit;

namespace Ingestion.Worker.Tests.Acknowledgements;

public sealed class CustomerDatesTests
{
    private static readonly DateTimeOffset Tuesday = new(2026, 11, 24, 14, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("tr", "24 Kasım 2026 Salı 14.30", "24.11.2026 14.30")]
    [InlineData("az", "24 noyabr 2026, 14:30", "24.11.2026 14:30")]
    [InlineData("fa", "۳ آذر ۱۴۰۵، ساعت ۱۴:۳۰", "۱۴۰۵/۰۹/۰۳ ساعت ۱۴:۳۰")]
    [InlineData("en", "24 November 2026, 14:30", "24 Nov 2026 14:30")]
    public void LongAndShort_EveryLanguage_AreWrittenAsThere(string language, string expected, string expectedShort)
    {
        Assert.Equal(expected, CustomerDates.Long(Tuesday, TimeZoneInfo.Utc, language));
        Assert.Equal(expectedShort, CustomerDates.Short(Tuesday, TimeZoneInfo.Utc, language));
    }

    // New year's days, a leap day (30 Esfand 1403) and the revolution's date, from published conversion tables.
    [Theory]
    [InlineData("2026-03-21", "۱ فروردین ۱۴۰۵")]
    [InlineData("2025-03-21", "۱ فروردین ۱۴۰۴")]
    [InlineData("2025-03-20", "۳۰ اسفند ۱۴۰۳")]
    [InlineData("2024-03-20", "۱ فروردین ۱۴۰۳")]
    [InlineData("2024-03-19", "۲۹ اسفند ۱۴۰۲")]
    [InlineData("2021-03-20", "۳۰ اسفند ۱۳۹۹")]
    [InlineData("1979-02-11", "۲۲ بهمن ۱۳۵۷")]
    [InlineData("2026-09-22", "۳۱ شهریور ۱۴۰۵")]
    [InlineData("2026-09-23", "۱ مهر ۱۴۰۵")]
    [InlineData("2000-01-01", "۱۱ دی ۱۳۷۸")]
    public void Long_Persian_UsesTheSolarHijriCalendar(string day, string expected)
    {
        var time = DateTimeOffset.ParseExact(day + " 12:00 +0", "yyyy-MM-dd HH:mm z", CultureInfo.InvariantCulture);
        Assert.StartsWith(expected + "،", CustomerDates.Long(time, TimeZoneInfo.Utc, "fa"), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_OtherZone_TellsTheDayThere()
    {
        var tehran = TimeZoneInfo.CreateCustomTimeZone("t", TimeSpan.FromMinutes(210), "t", "t");
        var late = new DateTimeOffset(2026, 3, 20, 20, 30, 0, TimeSpan.Zero);
        Assert.Equal("۱ فروردین ۱۴۰۵، ساعت ۰۰:۰۰", CustomerDates.Long(late, tehran, "fa"));
        Assert.Equal("21 March 2026, 00:00", CustomerDates.Long(late, tehran, "en"));
    }

    [Theory]
    [InlineData("Europe/Istanbul", "tr", "24 Kasım 2026 Salı 17.30")]
    [InlineData("Europe/Istanbul", "az", "İstanbul vaxtı ilə 24 noyabr 2026, 17:30")]
    [InlineData("Europe/Istanbul", "fa", "۳ آذر ۱۴۰۵، ساعت ۱۷:۳۰ به وقت استانبول")]
    [InlineData("Europe/Istanbul", "en", "24 November 2026, 17:30")]
    [InlineData("Asia/Baku", "tr", "24 Kasım 2026 Salı 18.30 (Bakü saatiyle)")]
    [InlineData("Asia/Baku", "az", "24 noyabr 2026, 18:30")]
    [InlineData("Asia/Tehran", "fa", "۳ آذر ۱۴۰۵، ساعت ۱۸:۰۰")]
    [InlineData("Asia/Tehran", "az", "Tehran vaxtı ilə 24 noyabr 2026, 18:00")]
    [InlineData("UTC", "tr", "24 Kasım 2026 Salı 14.30 (UTC saatiyle)")]
    [InlineData("Asia/Kolkata", "tr", "24 Kasım 2026 Salı 20.00 (UTC+5:30 saatiyle)")]
    [InlineData("America/New_York", "fa", "۳ آذر ۱۴۰۵، ساعت ۰۹:۳۰ به وقت UTC-۵")]
    public void Moment_AnotherClockThanAtHome_IsNamed(string zone, string language, string expected) =>
        Assert.Equal(expected, CustomerDates.Moment(Tuesday, TimeZoneInfo.FindSystemTimeZoneById(zone), language));

    [Fact]
    public void Long_EveryDayOfAYear_NamesEveryMonthAndWeekday()
    {
        foreach (var language in CustomerLanguage.All)
        {
            var seen = Enumerable.Range(0, 365).Select(day => CustomerDates.Long(Tuesday.AddDays(day), TimeZoneInfo.Utc, language).Split(' ')[1]).Distinct();
            Assert.Equal(12, seen.Count());
        }

        var days = Enumerable.Range(0, 7).Select(day => CustomerDates.Long(Tuesday.AddDays(day), TimeZoneInfo.Utc, "tr").Split(' ')[3]);
        Assert.Equal(["Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar", "Pazartesi"], days);
    }

    [Fact]
    public void PersianDate_ACentury_IsThatOfThePlatformsCalendar()
    {
        // Every day around the new year, every ninth else: the platform's calendar is slow.
        var calendar = new PersianCalendar();
        for (var day = new DateTime(1990, 1, 1); day.Year < 2090; day = day.AddDays(day.Month == 3 && day.Day is > 7 and < 24 ? 1 : 9))
        {
            var expected = new PersianDate(calendar.GetYear(day), calendar.GetMonth(day), calendar.GetDayOfMonth(day));
            Assert.Equal(expected, PersianDate.Of(DateOnly.FromDateTime(day)));
        }
    }
}
