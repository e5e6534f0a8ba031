using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>Decodes <c>application/x-www-form-urlencoded</c>, in a body or a query. Every input has a reading: what is no escape stands for itself.</summary>
internal static class TwilioForm
{
    public static List<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> form)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (var range in form.Split((byte)'&'))
        {
            var pair = form[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            pairs.Add(equals < 0 ? new(Decode(pair), "") : new(Decode(pair[..equals]), Decode(pair[(equals + 1)..])));
        }

        return pairs;
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'%', (byte)'+') < 0)
        {
            return Encoding.UTF8.GetString(text);
        }

        var plain = new byte[text.Length];
        var length = 0;
        for (var n = 0; n < text.Length; n++)
        {
            if (text[n] == (byte)'%' && n + 2 < text.Length && char.IsAsciiHexDigit((char)text[n + 1]) && char.IsAsciiHexDigit((char)text[n + 2]))
            {
                plain[length++] = (byte)((Digit(text[n + 1]) << 4) | Digit(text[n + 2]));
                n += 2;
            }
            else
            {
                plain[length++] = text[n] == (byte)'+' ? (byte)' ' : text[n];
            }
        }

        return Encoding.UTF8.GetString(plain, 0, length);
    }

    private static int Digit(byte letter) => letter <= (byte)'9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
}
