namespace Ingestion.Worker.Intake.Budgets;

/// <summary>
/// The part of a host's name that somebody owns, so that a thousand hosts below it share one budget: the last two labels, or three where the second one is
/// such as com, gov or co. A guess that errs on the side of one budget for two owners; nothing but budgets goes by it.
/// </summary>
internal static class OwnedDomain
{
    private const int LongestGeneric = 3;

    private static readonly string[] Generic = ["info", "name", "mail"];

    public static string Of(string domain)
    {
        var last = domain.LastIndexOf('.');
        var second = last > 0 ? domain.LastIndexOf('.', last - 1) : -1;
        if (second < 0)
        {
            return domain;
        }

        var label = domain[(second + 1)..last];
        var isGeneric = domain.Length - last - 1 == 2 && (label.Length <= LongestGeneric || Generic.Contains(label, StringComparer.Ordinal));
        var start = isGeneric ? domain.LastIndexOf('.', second - 1) : second;
        return domain[(start + 1)..];
    }
}
