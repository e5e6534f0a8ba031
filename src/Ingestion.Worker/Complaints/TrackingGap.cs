namespace Ingestion.Worker.Complaints;

/// <summary>
/// What stands between two groups of a tracking number in a text: a space, or a dash, dot or slash with a space on each side at most. Where a line ends,
/// too, the marks of quoted lines and their indent. Invisible marks count for nothing, but not any number of them.
/// </summary>
internal static class TrackingGap
{
    private const int Longest = 12;

    /// <summary>Where the next group starts, and whether on another line; null when none follows.</summary>
    public static (int End, bool Wraps)? End(string text, int position, bool mayWrap)
    {
        var spaces = 0;
        var joints = 0;
        var wraps = false;
        for (var end = Math.Min(text.Length, position + Longest + 1); position < end; position++)
        {
            var character = text[position];
            if (TrackingText.DigitOf(character) >= 0)
            {
                return wraps || spaces + joints < 2 || (joints == 1 && spaces < 3) ? (position, wraps) : null;
            }

            if (TrackingText.IsSpace(character))
            {
                spaces++;
            }
            else if (TrackingText.IsJoint(character))
            {
                if (++joints > 1)
                {
                    return null;
                }
            }
            else if (TrackingText.IsLineBreak(character))
            {
                if (!mayWrap || (wraps && !(character is '\n' && text[position - 1] is '\r')))
                {
                    return null;
                }

                wraps = true;
            }
            else if (!TrackingText.IsMark(character) && !(wraps && character is '>'))
            {
                return null;
            }
        }

        return null;
    }
}
