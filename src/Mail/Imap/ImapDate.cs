using System.Buffers.Text;

namespace Ingestion.Mail.Imap;

/// <summary>INTERNALDATE (RFC 9051 date-time): <c> 1-Nov-2026 02:44:25 +0400</c>.</summary>
internal static class ImapDate
{
    /// <summary>The point in time, or null when it is not written as the RFC wants or does not exist.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (text.Length == 25)
        {
            Span<byte> padded = stackalloc byte[26];
            padded[0] = (byte)'0';
            text.CopyTo(padded[1..]);
            return ParseFixed(padded);
        }

        return text.Length == 26 ? ParseFixed(text) : null;
    }

    private static DateTimeOffset? ParseFixed(ReadOnlySpan<byte> text)
    {
        var offset = (Number(text[22..24]) * 60) + Number(text[24..26]);
        var (day, month, year) = (Number(text[..2]), Month(text[3..6]), Number(text[7..11]));
        var (hour, minute, second) = (Number(text[12..14]), Number(text[15..17]), Math.Min(Number(text[18..20]), 59));
        if (text[21] is not ((byte)'+' or (byte)'-') || offset is < 0 or > 14 * 60 || month == 0 || year is < 1 or > 9999 ||
            day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second < 0)
        {
            return null;
        }

        var utc = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc);
        var shift = TimeSpan.FromMinutes(text[21] == '-' ? -offset : offset);
        return utc - DateTime.MinValue < shift || DateTime.MaxValue - utc < -shift ? null : new DateTimeOffset(utc - shift, TimeSpan.Zero);
    }

    private static int Number(ReadOnlySpan<byte> digits) =>
        digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Utf8Parser.TryParse(digits, out int value, out var used) && used == digits.Length
            ? value
            : -10_000;

    private static int Month(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> names = "janfebmaraprmayjunjulaugsepoctnovdec"u8;
        Span<byte> lower = stackalloc byte[3];
        for (var i = 0; i < 3; i++)
        {
            lower[i] = (byte)(name[i] | 0x20);
        }

        var at = names.IndexOf(lower);
        return at >= 0 && at % 3 == 0 ? (at / 3) + 1 : 0;
    }
}
