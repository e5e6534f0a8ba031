namespace Ingestion.Worker.Complaints;

/// <summary>Finds tracking numbers quoted in a subject or text.</summary>
internal static class TrackingNumberFinder
{
    /// <summary>More are not looked for.</summary>
    public const int MaxFound = 10;

    /// <summary>
    /// Numbers with a right check digit, each once, in the order in which they stand. A number is twelve digits, whole or in groups with
    /// a <see cref="TrackingGap"/> between them; a line may end in one of the gaps. A run of more digits holds none, nor do digits after
    /// a plus sign (telephone numbers of Turkey and Azerbaijan have twelve). Linear in the text's length.
    /// </summary>
    public static IReadOnlyList<TrackingNumber> Find(string text)
    {
        List<TrackingNumber>? found = null;
        var position = NextDigit(text, 0);
        while (position < text.Length)
        {
            if (!IsAfterPlus(text, position) && TryReadAt(text, position, out var number))
            {
                found ??= [];
                if (!found.Contains(number))
                {
                    found.Add(number);
                    if (found.Count == MaxFound)
                    {
                        break;
                    }
                }
            }

            // Groups may overlap ("order 12 1234-5678-9012"), so the next try starts at the next group, not after this number.
            position = NextDigit(text, EndOfGroup(text, position));
        }

        return found is null ? [] : found;
    }

    private static bool TryReadAt(string text, int position, out TrackingNumber number)
    {
        number = default;
        var value = 0L;
        var count = 0;
        var isWrapped = false;
        while (true)
        {
            while (position < text.Length && TrackingText.DigitOf(text[position]) is >= 0 and var digit)
            {
                if (++count > TrackingNumber.Length)
                {
                    return false;
                }

                value = (value * 10) + digit;
                position++;
            }

            if (count == TrackingNumber.Length)
            {
                return TrackingNumber.TryFrom(value, out number);
            }

            if (TrackingGap.End(text, position, mayWrap: !isWrapped) is not { } gap)
            {
                return false;
            }

            isWrapped |= gap.Wraps;
            position = gap.End;
        }
    }

    private static int NextDigit(string text, int position)
    {
        var found = text.AsSpan(position).IndexOfAny(TrackingText.Digits);
        return found < 0 ? text.Length : position + found;
    }

    private static int EndOfGroup(string text, int position)
    {
        while (position < text.Length && TrackingText.DigitOf(text[position]) >= 0)
        {
            position++;
        }

        return position;
    }

    private static bool IsAfterPlus(string text, int position) => position > 0 && text[position - 1] is '+';
}
