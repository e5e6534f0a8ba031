using System.Globalization;
using System.Text;

namespace Ingestion.Channels;

/// <summary>Names of internet domains as people write them.</summary>
internal static class DomainName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The name in lower-case ASCII (RFC 5891), or null when it is none. Only capitals and composed letters are taken for others; where the
    /// mapping of UTS #46 would change or drop more (zero-width letters, wide digits, the Kelvin sign), the name is none: what only looks
    /// like another one is never that one.
    /// </summary>
    public static string? ToAscii(string name)
    {
        if (Ascii.IsValid(name))
        {
            return name.ToLowerInvariant();
        }

        if (HasMaskedAscii(name))
        {
            return null;
        }

        try
        {
            var ascii = Idn.GetAscii(name).ToLowerInvariant();
            return string.Equals(Idn.GetUnicode(ascii), name.Normalize(NormalizationForm.FormC).ToLowerInvariant(), StringComparison.Ordinal) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The Kelvin sign is a k to every mapping.</summary>
    private static bool HasMaskedAscii(string name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAscii(letter) && char.IsAscii(char.ToLowerInvariant(letter)))
            {
                return true;
            }
        }

        return false;
    }
}
