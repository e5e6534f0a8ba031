using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ingestion.Channels.Social.X;

/// <summary>X's ids: whole numbers that hold the moment at which they were made, in milliseconds since 2010-11-04T01:42:54.657Z, above 22 bits.</summary>
internal static class XId
{
    private const int MaxDigits = 19;
    private const long Epoch = 1288834974657;

    /// <summary>Ids before this are plain counters without a time.</summary>
    private const long FirstWithTime = 1L << 39;

    public static bool IsId([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= MaxDigits } && text.All(char.IsAsciiDigit) && text[0] != '0';

    /// <summary>0 when it is none.</summary>
    public static long Read(string? text) =>
        IsId(text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public static string Write(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static DateTimeOffset? TimeOf(long id) => id < FirstWithTime ? null : DateTimeOffset.FromUnixTimeMilliseconds((id >> 22) + Epoch);

    /// <summary>The smallest id of that moment; at least 1.</summary>
    public static long At(DateTimeOffset time) => Math.Max(1, Math.Max(0, time.ToUnixTimeMilliseconds() - Epoch) << 22);

    /// <summary>The id that stands for a moment so much earlier.</summary>
    public static long Earlier(long id, TimeSpan by) => TimeOf(id) is { } time ? At(time - by) : id;
}
