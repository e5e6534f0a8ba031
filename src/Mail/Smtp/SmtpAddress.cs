namespace Ingestion.Mail.Smtp;

/// <summary>What may stand between the angle brackets of MAIL and RCPT.</summary>
internal static class SmtpAddress
{
    /// <summary>RFC 5321 §4.5.3.1.3: 254 for the address.</summary>
    private const int MaxLength = 254;

    /// <summary>One local part, one domain, and no byte that could end the command or begin another.</summary>
    public static bool IsSafe(string address)
    {
        var at = address.LastIndexOf('@');
        if (at is < 1 or > 64 || at == address.Length - 1 || address.Length > MaxLength)
        {
            return false;
        }

        var local = address.AsSpan(0, at);
        var quoted = local.Length >= 2 && local[0] == '"' && local[^1] == '"';
        return (quoted ? IsQuotedLocal(local[1..^1]) : IsClean(local)) && IsClean(address.AsSpan(at + 1));
    }

    public static bool IsAscii(string address) => System.Text.Ascii.IsValid(address);

    private static bool IsClean(ReadOnlySpan<char> text)
    {
        foreach (var one in text)
        {
            if (one is <= ' ' or (>= '\u007f' and <= '\u00a0') or '\u2028' or '\u2029' or '<' or '>' or '@' or '"' or '\\' or ',' or ';' or '(' or ')' ||
                char.IsSurrogate(one))
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
            if (text[i] is < ' ' or > '~' or '"' || (text[i] == '\\' && ++i == text.Length))
            {
                return false;
            }
        }

        return true;
    }
}
