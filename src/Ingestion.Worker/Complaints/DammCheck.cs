namespace Ingestion.Worker.Complaints;

/// <summary>
/// The check digit of H. Michael Damm (2004) with his published quasigroup of order ten: it catches every wrong digit and every swap
/// of two neighbours.
/// </summary>
internal static class DammCheck
{
    private static ReadOnlySpan<byte> Table =>
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    /// <summary>One step over the next digit, from the left, beginning with 0. After the last digit the result is the check digit; over digits that end with theirs it is 0.</summary>
    public static int Next(int interim, int digit) => Table[(interim * 10) + digit];
}
