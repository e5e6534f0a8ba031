using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// The code that an acknowledgement by mail carries beside the tracking number: who writes it from another point has read that mail. Eight letters
/// and digits that are not mistaken for each other (39 bits), made of the complaint's id with a key of the installation; nothing is stored.
/// </summary>
internal sealed class LinkCode(byte[] key)
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Half = 4;
    private const int Length = 2 * Half;
    private const int MostFound = 1000;

    /// <summary>As people read it: <c>K7QM-2XPD</c>.</summary>
    public string Create(long complaintId)
    {
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"link.{complaintId}")), mac);
        var rest = BitConverter.ToUInt64(mac);
        var code = new StringBuilder(Length + 1);
        for (var i = 0; i < Length; i++, rest /= (ulong)Letters.Length)
        {
            code.Append(i == Half ? "-" : "").Append(Letters[(int)(rest % (ulong)Letters.Length)]);
        }

        return code.ToString();
    }

    /// <summary>Everything in a text that could be a code, in the form of <see cref="Create"/>: also in small letters, without the dash, with digits of other scripts.</summary>
    public static IReadOnlySet<string> Find(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        while (position < text.Length && found.Count < MostFound)
        {
            var end = EndOfRun(text, position);
            if (end == position)
            {
                position++;
                continue;
            }

            if (end - position == Length)
            {
                Add(found, text.AsSpan(position, Half), text.AsSpan(position + Half, Half));
            }
            else if (end - position == Half && end + 1 < text.Length && IsSeparator(text[end]) && EndOfRun(text, end + 1) == end + 1 + Half)
            {
                Add(found, text.AsSpan(position, Half), text.AsSpan(end + 1, Half));
            }

            position = end;
        }

        return found;
    }

    private static void Add(HashSet<string> found, ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var code = string.Concat(first, "-", second);
        var read = string.Create(code.Length, code, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = Letter(source[i]);
            }
        });
        if (read.All(letter => letter == '-' || Letters.Contains(letter, StringComparison.Ordinal)))
        {
            found.Add(read);
        }
    }

    private static int EndOfRun(string text, int position)
    {
        while (position < text.Length && char.IsAsciiLetterOrDigit(Letter(text[position])))
        {
            position++;
        }

        return position;
    }

    private static char Letter(char character) =>
        char.IsAsciiLetterLower(character) ? (char)(character & ~0x20)
        : character > '\u007F' && char.IsDigit(character) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character))
        : character;

    private static bool IsSeparator(char character) => character is '-' or ' ' or '\u00A0' or (>= '\u2010' and <= '\u2015');
}
