namespace Ingestion.Worker.Settings;

/// <summary>What this machine calls time zones.</summary>
internal static class TimeZoneNames
{
    private const string Iana = "Europe/Istanbul";

    /// <summary>
    /// Turkey's zone: by its IANA name, by the name that Windows has for it where ICU is missing (before version 1903 of 10 and Server 2022), or UTC on a
    /// machine that knows no zones.
    /// </summary>
    public static string Turkey => new[] { Iana, "Turkey Standard Time" }.FirstOrDefault(IsKnown, "UTC");

    /// <summary>What to do about a name that is not known.</summary>
    public static string Unknown =>
        IsKnown(Iana) ? "is not known on this machine; IANA names look like Asia/Baku, Europe/Istanbul, Asia/Tehran"
        : OperatingSystem.IsWindows()
            ? "is not known on this machine: its Windows reads no IANA names, for it is older than ICU (10 version 1903, Server 2022); its own are Azerbaijan Standard Time, Turkey Standard Time, Iran Standard Time"
        : "is not known on this machine, which has no time zones: install them (Debian: tzdata)";

    public static bool IsKnown(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
