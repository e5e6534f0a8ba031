using System.Globalization;
using System.Text;

namespace Ingestion.Worker.Commands;

/// <summary>A harmless name for an attachment on the operator's disk.</summary>
internal static class SavedName
{
    private const int Longest = 80;

    /// <summary>
    /// Begins with our own numbers, so that it is never hidden, reserved or the same as another's: <c>1042-1-photo.jpg</c>. Of the customer's name
    /// only letters, digits, dots, dashes and underscores stay.
    /// </summary>
    public static string Of(long messageId, int number, string? fileName)
    {
        var name = new StringBuilder();
        foreach (var rune in (fileName ?? "").EnumerateRunes())
        {
            if (name.Length >= Longest)
            {
                break;
            }

            name.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '.' ? rune.ToString() : "_");
        }

        var kept = name.ToString().Trim('.');
        return string.Create(CultureInfo.InvariantCulture, $"{messageId}-{number}{(kept.Length == 0 ? "" : "-")}{kept}");
    }
}
