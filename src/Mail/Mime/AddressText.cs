using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>The letters of addresses: what is allowed where, and how an address is written again.</summary>
internal static class AddressText
{
    private const string AtomLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~";

    private static readonly SearchValues<char> DotAtom = SearchValues.Create(AtomLetters + ".");

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    public static string Serialise(string localPart, string domain)
    {
        var local = IsDotAtom(localPart) ? localPart : Quote(localPart);
        return domain.Length == 0 ? local : $"{local}@{domain}";
    }

    /// <summary>Dot-atom of RFC 5322, with the letters of RFC 6532.</summary>
    public static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '.' || text[^1] == '.' || text.IndexOf("..", StringComparison.Ordinal) >= 0)
        {
            return false;
        }

        return !text.ContainsAnyExcept(DotAtom) || OnlyAtomLettersOrBeyondAscii(text);
    }

    /// <summary>A local part that no program will read as something else.</summary>
    public static bool IsPlainLocalPart(string localPart)
    {
        // RFC 2047 §5: an encoded word never is part of an address, but some programs decode it there
        if (!IsDotAtom(localPart) || localPart.Contains("=?", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var rune in localPart.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                continue;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (rune == Rune.ReplacementChar || category is not (UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter
                or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Letters-digits-hyphens labels with at least one dot (RFC 1123); no literal, no single label.</summary>
    public static bool IsPublicDomain(string domain)
    {
        if (domain.Length > 253 || !domain.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        var label = 0;
        for (var i = 0; i <= domain.Length; i++)
        {
            if (i == domain.Length || domain[i] == '.')
            {
                if (label is 0 or > 63 || domain[i - 1] == '-' || domain[i - label] == '-')
                {
                    return false;
                }

                label = 0;
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(domain[i]) && domain[i] != '-')
            {
                return false;
            }

            label++;
        }

        return true;
    }

    /// <summary>The text with a sign of damage for every control character: neither stores nor envelopes may get them.</summary>
    public static string WithoutControls(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsControl(letter))
            {
                return string.Create(text.Length, text, static (target, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
                    }
                });
            }
        }

        return text;
    }

    /// <summary>
    /// Lower-case ASCII, or the text with only its ASCII letters lowered when it is no valid international name. A name that UTS #46 would change by more
    /// than its capitals (zero-width letters dropped, wide ones narrowed) is none: what only looks like another domain is never that one.
    /// </summary>
    public static string NormaliseDomain(string domain)
    {
        if (Ascii.IsValid(domain))
        {
            return domain.ToLowerInvariant();
        }

        if (domain.Length <= 253 && !domain.Contains('\u212A', StringComparison.Ordinal))
        {
            try
            {
                var ascii = Idn.GetAscii(domain).ToLowerInvariant();
                if (string.Equals(Idn.GetUnicode(ascii), domain.Normalize(NormalizationForm.FormC).ToLowerInvariant(), StringComparison.Ordinal))
                {
                    return ascii;
                }
            }
            catch (ArgumentException)
            {
                // not a name that DNS could hold: kept as written, never answered
            }
        }

        return string.Create(domain.Length, domain, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
            }
        });
    }

    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            if (char.IsControl(letter))
            {
                continue;
            }

            if (letter is '"' or '\\')
            {
                quoted.Append('\\');
            }

            quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    private static bool OnlyAtomLettersOrBeyondAscii(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (letter <= 0x7F ? !DotAtom.Contains(letter) : letter <= 0x9F || char.IsWhiteSpace(letter))
            {
                return false;
            }
        }

        return true;
    }
}
