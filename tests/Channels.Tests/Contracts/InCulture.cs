using System.Globalization;

namespace Channels.Tests.Contracts;

/// <summary>Runs something as on a server set to another culture.</summary>
public static class InCulture
{
    public static IReadOnlyList<string> Names { get; } = ["tr-TR", "az-Latn-AZ", "fa-IR", "ar-SA", "de-DE"];

    public static T Run<T>(string culture, Func<T> act)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture.Length == 0 ? CultureInfo.InvariantCulture : new CultureInfo(culture);
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
