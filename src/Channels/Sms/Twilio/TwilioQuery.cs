using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>One query in the spellings that Twilio's side has been seen to sign.</summary>
internal static class TwilioQuery
{
    /// <summary>Bytes that the old encoding leaves as they are.</summary>
    private static readonly System.Buffers.SearchValues<byte> Plain =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()"u8);

    /// <summary>As received first: it nearly always fits.</summary>
    /// <param name="query">With its question mark; or empty.</param>
    public static IEnumerable<string> WaysToWrite(string query)
    {
        yield return query;
        if (query.Length < 2)
        {
            yield break;
        }

        if (query.Contains('\'', StringComparison.Ordinal))
        {
            yield return query.Replace("'", "%27", StringComparison.Ordinal);
        }

        var encoded = Encode(query);
        if (!string.Equals(encoded, query, StringComparison.Ordinal))
        {
            yield return encoded;
        }
    }

    /// <summary>Decoded and encoded anew the old way: a name's values stand together, a blank is <c>%20</c>, and <c>!'()*</c> stand for themselves.</summary>
    private static string Encode(string query)
    {
        var text = new StringBuilder(query.Length + 16);
        foreach (var name in TwilioForm.Read(Encoding.UTF8.GetBytes(query, 1, query.Length - 1)).GroupBy(one => one.Key, one => one.Value, StringComparer.Ordinal))
        {
            foreach (var value in name)
            {
                text.Append(text.Length == 0 ? '?' : '&');
                Encode(text, name.Key);
                text.Append('=');
                Encode(text, value);
            }
        }

        return text.ToString();
    }

    private static void Encode(StringBuilder text, string plain)
    {
        foreach (var letter in Encoding.UTF8.GetBytes(plain))
        {
            if (Plain.Contains(letter))
            {
                text.Append((char)letter);
            }
            else
            {
                text.Append('%').Append(Convert.ToHexString([letter]));
            }
        }
    }
}
