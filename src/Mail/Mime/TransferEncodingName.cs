namespace Ingestion.Mail.Mime;

/// <summary>Reads Content-Transfer-Encoding (RFC 2045 §6): letters and digits in any case; hyphens, comments and what follows do not count.</summary>
internal static class TransferEncodingName
{
    private const int Longest = 20;

    public static TransferEncoding Read(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.StartsWith("("u8) && value.IndexOf((byte)')') is > 0 and var end)
        {
            value = value[(end + 1)..];
        }

        Span<char> name = stackalloc char[Longest];
        var length = 0;
        foreach (var letter in value)
        {
            if (letter is (byte)';' or (byte)'(' or (byte)',')
            {
                break;
            }

            if (!char.IsAsciiLetterOrDigit((char)letter))
            {
                continue;
            }

            if (length == Longest)
            {
                return TransferEncoding.Unknown;
            }

            name[length++] = char.ToLowerInvariant((char)letter);
        }

        return name[..length] switch
        {
            "base64" => TransferEncoding.Base64,
            "quotedprintable" or "quotedprinteable" => TransferEncoding.QuotedPrintable,
            "" or "7bit" or "8bit" or "7bits" or "8bits" or "binary" or "none" => TransferEncoding.None,
            "xuuencode" or "uuencode" or "xuue" or "uue" => TransferEncoding.UuEncode,
            _ => TransferEncoding.Unknown,
        };
    }
}
