using System.Globalization;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>Whose clock a time is told by, where the customer's language lets another one be expected: 14:30 in Istanbul is 15:30 in Baku.</summary>
internal static class CustomerZones
{
    private static readonly (string Id, string Turkish, string Azerbaijani, string Persian)[] Known =
    [
        ("Europe/Istanbul", "İstanbul", "İstanbul", "استانبول"), ("Asia/Baku", "Bakü", "Bakı", "باکو"), ("Asia/Tehran", "Tahran", "Tehran", "تهران"),
    ];

    /// <summary>The time, with its zone where the clocks in the language's country show another one. English is read everywhere and names none.</summary>
    /// <param name="text">The time as it is written in the language.</param>
    public static string Name(string text, DateTimeOffset time, TimeZoneInfo zone, string language)
    {
        var offset = zone.GetUtcOffset(time);
        return HomeOffset(language) is { } home && home != offset
            ? language switch
            {
                "tr" => $"{text} ({ZoneName(zone, offset, language)} saatiyle)",
                "az" => $"{ZoneName(zone, offset, language)} vaxtı ilə {text}",
                _ => $"{text} به وقت {CustomerDigits.Localise(ZoneName(zone, offset, language), language)}",
            }
            : text;
    }

    /// <summary>None of the three changes its clocks any more.</summary>
    private static TimeSpan? HomeOffset(string language) => language switch
    {
        "tr" => new TimeSpan(3, 0, 0),
        "az" => new TimeSpan(4, 0, 0),
        "fa" => new TimeSpan(3, 30, 0),
        _ => null,
    };

    private static string ZoneName(TimeZoneInfo zone, TimeSpan offset, string language)
    {
        var id = TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var converted) ? converted : zone.Id;
        foreach (var known in Known)
        {
            if (string.Equals(known.Id, id, StringComparison.Ordinal))
            {
                return language switch { "tr" => known.Turkish, "az" => known.Azerbaijani, _ => known.Persian };
            }
        }

        return offset == TimeSpan.Zero ? "UTC"
            : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : offset.ToString("\\:mm", CultureInfo.InvariantCulture))}");
    }
}
