using System.Buffers;

namespace Ingestion.Mail.Html;

/// <summary>Which addresses may stand in HTML that is shown. What is not sure to mean the same to every browser is none.</summary>
internal static class SafeAddress
{
    private const int LongestLink = 4_000;
    private const int LongestContentId = 300;

    private static readonly string[] LinkSchemes = ["https://", "http://", "mailto:", "tel:"];
    private static readonly string[] PictureKinds = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,", "data:image/gif;base64,", "data:image/webp;base64,", "data:image/bmp;base64,"];

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    private static readonly SearchValues<char> ContentId = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.@_-+$%&=~!#*/:");
    private static readonly SearchValues<char> Refused = SearchValues.Create(" \"'<>\\^`{|}\u007F\u00A0\u00AD\u061C\u200B\u200C\u200D\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF\uFFFD");

    /// <summary>The target of a link that a person may follow, or null.</summary>
    public static string? Link(string value)
    {
        var address = Plain(value);
        if (address.Length > LongestLink || address.AsSpan().ContainsAny(Refused) || HasControlsOrHalves(address))
        {
            return null;
        }

        foreach (var scheme in LinkSchemes)
        {
            if (address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && address.Length > scheme.Length)
            {
                return string.Concat(scheme, address.AsSpan(scheme.Length));
            }
        }

        return null;
    }

    /// <summary>A picture that comes with the mail, or null.</summary>
    public static string? Picture(string value)
    {
        var address = Plain(value);
        if (address.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            var id = address.AsSpan(4);
            return id.Length is > 0 and <= LongestContentId && !id.ContainsAnyExcept(ContentId) ? string.Concat("cid:", id) : null;
        }

        foreach (var kind in PictureKinds)
        {
            if (address.StartsWith(kind, StringComparison.OrdinalIgnoreCase))
            {
                var letters = address.AsSpan(kind.Length);
                return letters.Length > 0 && !letters.ContainsAnyExcept(Base64) ? string.Concat(kind, letters) : null;
            }
        }

        return null;
    }

    // browsers leave out white space around an address and line ends in it
    private static string Plain(string value)
    {
        var trimmed = value.AsSpan().Trim("\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F ");
        return trimmed.ContainsAny("\t\r\n")
            ? trimmed.ToString().Replace("\t", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            : trimmed.ToString();
    }

    private static bool HasControlsOrHalves(string address)
    {
        foreach (var letter in address)
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter))
            {
                return true;
            }
        }

        return false;
    }
}
