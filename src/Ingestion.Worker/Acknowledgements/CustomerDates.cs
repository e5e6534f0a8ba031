using System.Globalization;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>
/// Dates and times in the customer's language and calendar. The names are our own: those of the platform change with its version and
/// are missing where it has no locale data.
/// </summary>
internal static class CustomerDates
{
    private static readonly string[] TurkishMonths =
        ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"];

    private static readonly string[] TurkishDays = ["Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi"];

    private static readonly string[] AzerbaijaniMonths =
        ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"];

    private static readonly string[] PersianMonths =
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary><c>24 Kasım 2026 Salı 14.30</c>, <c>24 noyabr 2026, 14:30</c>, <c>۳ آذر ۱۴۰۵، ساعت ۱۴:۳۰</c>, <c>24 November 2026, 14:30</c>.</summary>
    public static string Long(DateTimeOffset time, TimeZoneInfo zone, string language)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        var (day, month, year) = (local.Day, local.Month - 1, local.Year);
        return language switch
        {
            "tr" => string.Create(CultureInfo.InvariantCulture, $"{day} {TurkishMonths[month]} {year} {TurkishDays[(int)local.DayOfWeek]} {local:HH'.'mm}"),
            "az" => string.Create(CultureInfo.InvariantCulture, $"{day} {AzerbaijaniMonths[month]} {year}, {local:HH':'mm}"),
            "fa" => LongPersian(PersianDate.Of(DateOnly.FromDateTime(local)), local),
            _ => string.Create(CultureInfo.InvariantCulture, $"{day} {EnglishMonths[month]} {year}, {local:HH':'mm}"),
        };
    }

    /// <summary><see cref="Long"/> with the zone, where the clocks in the language's country show another one.</summary>
    public static string Moment(DateTimeOffset time, TimeZoneInfo zone, string language) => CustomerZones.Name(Long(time, zone, language), time, zone, language);

    /// <summary><c>24 Kasım 2026 Salı</c>, <c>24 noyabr 2026</c>, <c>۳ آذر ۱۴۰۵</c>, <c>24 November 2026</c>.</summary>
    public static string Day(DateOnly day, string language) => language switch
    {
        "tr" => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {TurkishMonths[day.Month - 1]} {day.Year} {TurkishDays[(int)day.DayOfWeek]}"),
        "az" => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {AzerbaijaniMonths[day.Month - 1]} {day.Year}"),
        "fa" => DayPersian(PersianDate.Of(day)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {EnglishMonths[day.Month - 1]} {day.Year}"),
    };

    /// <summary>For text messages, without the zone, which has no room in two segments: <c>24.11.2026 14.30</c>, <c>24.11.2026 14:30</c>, <c>۱۴۰۵/۰۹/۰۳ ساعت ۱۴:۳۰</c>, <c>24 Nov 2026 14:30</c>.</summary>
    public static string Short(DateTimeOffset time, TimeZoneInfo zone, string language)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        return language switch
        {
            "tr" => string.Create(CultureInfo.InvariantCulture, $"{local:dd'.'MM'.'yyyy HH'.'mm}"),
            "az" => string.Create(CultureInfo.InvariantCulture, $"{local:dd'.'MM'.'yyyy HH':'mm}"),
            "fa" => ShortPersian(PersianDate.Of(DateOnly.FromDateTime(local)), local),
            _ => string.Create(CultureInfo.InvariantCulture, $"{local.Day} {EnglishMonths[local.Month - 1].AsSpan(0, 3)} {local:yyyy HH':'mm}"),
        };
    }

    private static string DayPersian(PersianDate date) =>
        CustomerDigits.Localise(string.Create(CultureInfo.InvariantCulture, $"{date.Day} {PersianMonths[date.Month - 1]} {date.Year}"), "fa");

    private static string LongPersian(PersianDate date, DateTime local) => CustomerDigits.Localise(
        string.Create(CultureInfo.InvariantCulture, $"{date.Day} {PersianMonths[date.Month - 1]} {date.Year}، ساعت {local:HH':'mm}"), "fa");

    private static string ShortPersian(PersianDate date, DateTime local) => CustomerDigits.Localise(
        string.Create(CultureInfo.InvariantCulture, $"{date.Year}/{date.Month:00}/{date.Day:00} ساعت {local:HH':'mm}"), "fa");
}
