using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Ingestion.Worker.Complaints;

/// <summary>What the customer is told: eleven random digits and a Damm check digit. The default value is no number.</summary>
internal readonly record struct TrackingNumber
{
    public const int Length = 12;

    private const ulong Payloads = 100_000_000_000;

    private readonly long value;

    private TrackingNumber(long value) => this.value = value;

    /// <summary>Twelve Latin digits without separators: the form that is stored.</summary>
    public string Digits => value.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Draws a number. Unique only by the pool's constraint; the caller draws again when it is taken.</summary>
    public static TrackingNumber Create(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[8];
        while (true)
        {
            random.GetBytes(bytes);
            var drawn = BinaryPrimitives.ReadUInt64LittleEndian(bytes);

            // Drawing again above the last whole multiple keeps every number equally likely; zero is what an unset field looks like.
            if (drawn >= ulong.MaxValue / Payloads * Payloads || drawn % Payloads == 0)
            {
                continue;
            }

            var payload = (long)(drawn % Payloads);
            return new TrackingNumber((payload * 10) + CheckDigitOf(payload));
        }
    }

    /// <summary>
    /// Reads twelve Latin, Persian or Arabic-Indic digits, also mixed, with spaces, dashes, dots, slashes, line breaks or direction marks
    /// anywhere. False when anything else is there or the check digit is wrong.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TrackingNumber number)
    {
        number = default;
        var read = 0L;
        var count = 0;
        foreach (var character in text)
        {
            var digit = TrackingText.DigitOf(character);
            if (digit < 0)
            {
                if (TrackingText.IsSpace(character) || TrackingText.IsJoint(character) || TrackingText.IsLineBreak(character) || TrackingText.IsMark(character))
                {
                    continue;
                }

                return false;
            }

            if (++count > Length)
            {
                return false;
            }

            read = (read * 10) + digit;
        }

        return count == Length && TryFrom(read, out number);
    }

    /// <summary>Takes twelve digits as a number from 1 to 999,999,999,999. False when the check digit is wrong.</summary>
    public static bool TryFrom(long value, out TrackingNumber number)
    {
        number = default;
        if (value is <= 0 or >= (long)Payloads * 10 || CheckDigitOf(value / 10) != value % 10)
        {
            return false;
        }

        number = new TrackingNumber(value);
        return true;
    }

    /// <summary>For people: <c>1234-5678-9012</c>.</summary>
    public string Format()
    {
        var digits = Digits;
        return string.Concat(digits.AsSpan(0, 4), "-", digits.AsSpan(4, 4), string.Concat("-", digits.AsSpan(8, 4)));
    }

    /// <summary>As <see cref="Digits"/>.</summary>
    public override string ToString() => Digits;

    private static int CheckDigitOf(long payload)
    {
        var interim = 0;
        for (var power = 10_000_000_000; power > 0; power /= 10)
        {
            interim = DammCheck.Next(interim, (int)(payload / power % 10));
        }

        return interim;
    }
}
