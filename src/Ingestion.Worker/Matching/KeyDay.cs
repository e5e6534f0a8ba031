namespace Ingestion.Worker.Matching;

/// <summary>
/// The two sorts of keys in one index. Lasting ones are negative. The others begin with the day of their message: those of one day lie together, so that what is
/// written and looked for touches few pages however large the pool is, and what is over goes as one range.
/// </summary>
internal static class KeyDay
{
    private const int Above = 48;
    private const long Days = (1L << (63 - Above)) - 1;
    private const long Hash = (1L << Above) - 1;
    private const long Noon = 43_200_000;

    /// <summary>The day of a message, in UTC.</summary>
    public static int Of(DateTimeOffset at) => HalfDay(at) / 2;

    /// <summary>The one other day in which something within <see cref="MatchScore.IncidentWindow"/> may have come: before noon yesterday, else tomorrow, for what comes in late.</summary>
    public static int Beside(DateTimeOffset at) => HalfDay(at) % 2 == 0 ? Of(at) - 1 : Of(at) + 1;

    public static long Lasting(ulong hash) => (long)hash | long.MinValue;

    public static long Key(int day, ulong hash) => First(day) | ((long)(hash >> (64 - Above)));

    /// <summary>The same key on another day.</summary>
    public static long Move(long key, int day) => First(day) | (key & Hash);

    /// <summary>Under which keys a message finds others that keeps these for itself: those of its day also on the day beside.</summary>
    public static long[] Sought(IReadOnlyList<long> kept, DateTimeOffset at)
    {
        var beside = Beside(at);
        return [.. kept, .. kept.Where(key => key >= 0).Select(key => Move(key, beside))];
    }

    /// <summary>Where the keys of a day begin, and those of all days before end; they begin at 0.</summary>
    public static long First(int day) => (day & Days) << Above;

    private static int HalfDay(DateTimeOffset at) => (int)(at.ToUnixTimeMilliseconds() / Noon);
}
