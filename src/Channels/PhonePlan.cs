namespace Ingestion.Channels;

/// <summary>How the numbers of one region are written at home (ITU-T E.164 national numbering plans).</summary>
/// <param name="Region">ISO 3166-1 code.</param>
/// <param name="CountryCode">Digits after the plus sign.</param>
/// <param name="Trunk">What is dialled before a number inside the country, and never from abroad.</param>
/// <param name="Shortest">Digits of the shortest number without country code and trunk.</param>
/// <param name="Longest">Digits of the longest one.</param>
/// <param name="First">Digits that a number can begin with.</param>
internal sealed record PhonePlan(string Region, string CountryCode, string Trunk, int Shortest, int Longest, string First = "123456789")
{
    /// <summary>A trunk digit of former times that people still write: 8 in Azerbaijan.</summary>
    public string? FormerTrunk { get; init; }

    /// <summary>All numbers have one length, so that one without its trunk digit or plus sign can be told from a local part of one.</summary>
    public bool IsFixed => Shortest == Longest;

    public bool Fits(ReadOnlySpan<char> number) => number.Length >= Shortest && number.Length <= Longest && First.Contains(number[0], StringComparison.Ordinal);

    /// <summary>What follows the country code in a number that was written for callers from abroad; null when it is none.</summary>
    public string? FromAbroad(string number)
    {
        if (number.StartsWith('0'))
        {
            // +90 (0) 532 …: no number of these plans begins with zero.
            return Trunk == "0" && Fits(number.AsSpan(1)) ? number[1..] : null;
        }

        if (number.Length <= Longest)
        {
            return number;
        }

        // What is longer has an extension behind it, or its trunk digit in front.
        return Trunk.Length > 0 && number.StartsWith(Trunk, StringComparison.Ordinal) && Fits(number.AsSpan(Trunk.Length)) ? number[Trunk.Length..] : null;
    }

    /// <summary>The number as it is dialled from abroad, of one that was written for callers at home; null when it can be none, or more than one.</summary>
    public string? FromHome(string digits)
    {
        if (After(Trunk, digits) is { } dialled && Fits(dialled))
        {
            return dialled;
        }

        if (After(FormerTrunk, digits) is { } former && (Fits(former) || (former is ['0', ..] && Fits(former.AsSpan(1)))))
        {
            return former.TrimStart('0');
        }

        if (!IsFixed)
        {
            return null;
        }

        return Fits(digits) ? digits : After(CountryCode, digits) is { } bare && FromAbroad(bare) is { } read && Fits(read) ? read : null;
    }

    private static string? After(string? prefix, string digits) =>
        prefix is { Length: > 0 } && digits.Length > prefix.Length && digits.StartsWith(prefix, StringComparison.Ordinal) ? digits[prefix.Length..] : null;
}
