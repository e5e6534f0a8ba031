using System.Buffers;

namespace Ingestion.Channels.Sms;

/// <summary>How many SMS a text is sent as (3GPP TS 23.038, 23.040), without national shift tables, which the big gateways do not use.</summary>
internal static class SmsAlphabet
{
    private const int Gsm7Single = 160;
    private const int Gsm7Part = 153;
    private const int Ucs2Single = 70;
    private const int Ucs2Part = 67;

    /// <summary>One septet each.</summary>
    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    /// <summary>An escape and a second septet each.</summary>
    private static readonly SearchValues<char> Extension = SearchValues.Create("\f^{}\\[~]|€");

    /// <summary>Whether every letter is in GSM-7: one that is not turns the whole text into UCS-2.</summary>
    public static bool IsGsm7(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!Basic.Contains(letter) && !Extension.Contains(letter))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The parts; 1 for an empty text. What cannot be halved (an escape and its letter, a surrogate pair) never lies on a border.</summary>
    public static int Segments(ReadOnlySpan<char> text)
    {
        var isGsm7 = IsGsm7(text);
        var units = 0;
        foreach (var letter in text)
        {
            units += isGsm7 && Extension.Contains(letter) ? 2 : 1;
        }

        var (single, part) = isGsm7 ? (Gsm7Single, Gsm7Part) : (Ucs2Single, Ucs2Part);
        return units <= single ? 1 : Parts(text, isGsm7, part);
    }

    private static int Parts(ReadOnlySpan<char> text, bool isGsm7, int part)
    {
        var (parts, filled) = (1, 0);
        for (var n = 0; n < text.Length; n++)
        {
            var isPair = !isGsm7 && char.IsHighSurrogate(text[n]) && n + 1 < text.Length && char.IsLowSurrogate(text[n + 1]);
            var units = isPair || (isGsm7 && Extension.Contains(text[n])) ? 2 : 1;
            if (filled + units > part)
            {
                parts++;
                filled = 0;
            }

            filled += units;
            n += isPair ? 1 : 0;
        }

        return parts;
    }
}
