using System.Text;
using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Smtp;

/// <summary>What may stand between the angle brackets of MAIL and RCPT.</summary>
internal static class SmtpAddress
{
    /// <summary>RFC 5321 §4.5.3.1.3: 254 octets for the address.</summary>
    private const int MaxLength = 254;

    /// <summary>
    /// The address as it goes into a command, its domain in ASCII (RFC 5891) so that an international domain needs no SMTPUTF8. Null when it
    /// is not one local part and one domain, or holds anything that could end the command or begin another.
    /// </summary>
    public static string? ForEnvelope(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1)
        {
            return null;
        }

        var domain = address[(at + 1)..];
        if (Ascii.IsValid(domain))
        {
            return IsSafe(address) ? address : null;
        }

        // Letters that turn into dots on the way would make another domain of it.
        var written = AddressText.NormaliseDomain(domain);
        return written.AsSpan().Count('.') == domain.AsSpan().Count('.') && IsSafe($"{address[..at]}@{written}") ? $"{address[..at]}@{written}" : null;
    }

    public static bool IsAscii(string address) => Ascii.IsValid(address);

    private static bool IsSafe(string address)
    {
        var at = address.LastIndexOf('@');
        var domain = address.AsSpan(at + 1);
        var local = address.AsSpan(0, at);
        if (domain.IsEmpty || !Ascii.IsValid(domain) || Encoding.UTF8.GetByteCount(local) > 64 || Encoding.UTF8.GetByteCount(address) > MaxLength)
        {
            return false;
        }

        var quoted = local.Length >= 2 && local[0] == '"' && local[^1] == '"';
        return (quoted ? IsQuotedLocal(local[1..^1]) : IsClean(local)) && IsClean(domain);
    }

    private static bool IsClean(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate is enumerated as the replacement character.
            if (rune.Value is <= ' ' or (>= 0x7f and <= 0xa0) or 0x2028 or 0x2029 or '<' or '>' or '@' or '"' or '\\' or ',' or ';' or '(' or ')' ||
                rune == Rune.ReplacementChar || Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuotedLocal(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' or '"' || (text[i] == '\\' && (++i == text.Length || text[i] is < ' ' or > '~')))
            {
                return false;
            }
        }

        return true;
    }
}
