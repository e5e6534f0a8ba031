using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ingestion.Worker.Commands;

/// <summary>A stranger's text for a terminal: what would move its cursor, change its title or turn its letters round is written out.</summary>
internal static class VisibleText
{
    private static readonly SearchValues<char> Turning = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if ((char.IsControl(character) && character is not ('\n' or '\t')) || Turning.Contains(character))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                shown.Append(character);
            }
        }

        return shown.ToString();
    }
}
