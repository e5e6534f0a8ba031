using System.Globalization;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Xunit;

namespace Ingestion.Worker.Tests.Promises;

public sealed class WorkingCalendarTests
{
    // 2026-11-26 is a Thursday. Baku is at +04:00 all year.
    [Theory]
    [InlineData("2026-11-26T15:00+04:00", "1.00:00:00", "2026-11-27T15:00+04:00")]
    [InlineData("2026-11-26T15:00+04:00", "2.00:00:00", "2026-11-30T15:00+04:00")]
    [InlineData("2026-11-26T15:00+04:00", "3.00:00:00", "2026-12-01T15:00+04:00")]
    [InlineData("2026-11-26T07:30+04:00", "1.00:00:00", "2026-11-27T09:00+04:00")]
    [InlineData("2026-11-26T19:30+04:00", "1.00:00:00", "2026-11-30T09:00+04:00")]
    [InlineData("2026-11-28T12:00+04:00", "1.00:00:00", "2026-12-01T09:00+04:00")]
    [InlineData("2026-11-26T16:00+04:00", "04:00:00", "2026-11-27T11:00+04:00")]
    [InlineData("2026-11-26T09:00+04:00", "09:00:00", "2026-11-26T18:00+04:00")]
    [InlineData("2026-11-27T17:59+04:00", "00:02:00", "2026-11-30T09:01+04:00")]
    [InlineData("2026-11-26T09:00+04:00", "18:00:00", "2026-11-27T18:00+04:00")]
    [InlineData("2026-11-26T23:30+00:00", "00:30:00", "2026-11-27T09:30+04:00")]
    public void After_OfficeHours_CountsThemOnly(string from, string promised, string expected) =>
        Assert.Equal(At(expected), Calendar("Asia/Baku", ["Mon-Fri 09:00-18:00"]).After(At(from), Span(promised)));

    [Theory]
    [InlineData("2027-03-18T10:00+04:00", "1.00:00:00", "2027-03-19T10:00+04:00")]
    [InlineData("2027-03-19T10:00+04:00", "1.00:00:00", "2027-03-25T10:00+04:00")]
    [InlineData("2027-03-22T10:00+04:00", "01:00:00", "2027-03-25T10:00+04:00")]
    [InlineData("2026-12-31T17:30+04:00", "01:00:00", "2027-01-02T09:30+04:00")]
    public void After_HolidaySpanAndYearlyDay_AreSkipped(string from, string promised, string expected) =>
        Assert.Equal(
            At(expected),
            Calendar("Asia/Baku", ["Mon-Sun 09:00-18:00"], "2027-03-20..2027-03-24", "01-01").After(At(from), Span(promised)));

    [Fact]
    public void After_HolidaysWithoutHours_SkipsWholeDays() =>
        Assert.Equal(At("2027-03-21T10:00+04:00"), Calendar("Asia/Baku", [], "2027-03-20").After(At("2027-03-19T10:00+04:00"), TimeSpan.FromDays(1)));

    [Fact]
    public void After_NothingSet_IsPlainTime() =>
        Assert.Equal(At("2026-11-29T15:00+04:00"), Calendar("Asia/Baku", []).After(At("2026-11-26T15:00+04:00"), TimeSpan.FromDays(3)));

    [Fact]
    public void After_ShortSaturday_EndsAtItsEnd() =>
        Assert.Equal(
            At("2026-11-28T14:00+04:00"),
            Calendar("Asia/Baku", ["Mon-Fri 09:00-18:00", "Sat 10:00-14:00"]).After(At("2026-11-27T17:00+04:00"), TimeSpan.FromDays(1)));

    // The Iranian week: Saturday to Wednesday, a short Thursday.
    [Fact]
    public void After_WeekThatBeginsOnSaturday_IsReadOverItsEnd() =>
        Assert.Equal(
            At("2026-11-28T09:00+03:30"),
            Calendar("Asia/Tehran", ["Sat-Wed 08:00-16:00", "Thu 08:00-12:00"]).After(At("2026-11-26T11:00+03:30"), TimeSpan.FromHours(2)));

    [Theory]
    // 2027-03-28, 02:00 does not exist in Berlin; 2027-10-31, 02:30 is there twice.
    [InlineData("2027-03-27T02:15+01:00", "2027-03-28T03:00+02:00")]
    [InlineData("2027-10-30T02:30+02:00", "2027-10-31T02:30+02:00")]
    public void After_ClockJumps_NamesATimeThatExists(string from, string expected) =>
        Assert.Equal(At(expected), Calendar("Europe/Berlin", ["Mon-Sun 00:00-24:00"]).After(At(from), TimeSpan.FromDays(1)));

    [Fact]
    public void After_YearOfHolidays_Ends()
    {
        var spans = Enumerable.Range(0, 14).Select(i => new DateOnly(2027, 1, 1).AddDays(i * 60)).Select(first => $"{Text(first)}..{Text(first.AddDays(59))}");
        var due = Calendar("UTC", ["Mon 09:00-10:00"], [.. spans]).After(At("2027-01-01T00:00+00:00"), TimeSpan.FromDays(2));

        Assert.True(due > At("2028-01-01T00:00+00:00"));
    }

    [Theory]
    [InlineData("Mon-Fri 09:00-18:00", true)]
    [InlineData("fri-mon 00:00-24:00", true)]
    [InlineData("Mon 9-18", false)]
    [InlineData("Mon 18:00-09:00", false)]
    [InlineData("Mon 09:00-09:00", false)]
    [InlineData("Monday 09:00-18:00", false)]
    [InlineData("Mon-Wed-Fri 09:00-18:00", false)]
    [InlineData("Mon ۰۹:۰۰-۱۸:۰۰", false)]
    [InlineData("", false)]
    public void TryAdd_Hours_AreReadStrictly(string text, bool isRead) => Assert.Equal(isRead, new WorkingWeek().TryAdd(text));

    [Fact]
    public void TryAdd_DayTwice_IsRefused()
    {
        var week = new WorkingWeek();
        Assert.True(week.TryAdd("Mon-Wed 09:00-18:00"));
        Assert.False(week.TryAdd("Wed 10:00-12:00"));
    }

    [Theory]
    [InlineData("2027-03-20", true)]
    [InlineData("2027-03-20..2027-03-24", true)]
    [InlineData("02-29", true)]
    [InlineData("2027-02-29", false)]
    [InlineData("2027-03-24..2027-03-20", false)]
    [InlineData("2027-01-01..2027-06-01", false)]
    [InlineData("20 March", false)]
    [InlineData("13-01", false)]
    public void TryAdd_Holiday_IsReadStrictly(string text, bool isRead) => Assert.Equal(isRead, new HolidayList().TryAdd(text));

    private static WorkingCalendar Calendar(string zone, string[] hours, params string[] holidays) =>
        WorkingCalendar.Of(new OrganisationSettings { TimeZone = zone, WorkingHours = hours, Holidays = holidays });

    private static DateTimeOffset At(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture).ToUniversalTime();

    private static TimeSpan Span(string text) => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
