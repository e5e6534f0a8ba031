using System.Globalization;
using System.Text;

namespace Ingestion.Worker.Commands;

/// <summary>Whether the runtime has the world's letters: without them Turkish, Azerbaijani and Persian words are neither folded nor taken apart.</summary>
internal static class UnicodeCheck
{
    public const string Missing =
        "the runtime works without Unicode data (globalization-invariant mode), so that Turkish, Azerbaijani and Persian cannot be read: "
        + "remove DOTNET_SYSTEM_GLOBALIZATION_INVARIANT from the environment (or InvariantGlobalization from runtimeconfig.json) and install ICU (Debian: libicu72)";

    public static bool IsThere()
    {
        try
        {
            return "i".ToUpper(CultureInfo.GetCultureInfo("tr-TR")) == "İ" && "é".Normalize(NormalizationForm.FormD).Length == 2;
        }
        catch (Exception fault) when (fault is CultureNotFoundException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
