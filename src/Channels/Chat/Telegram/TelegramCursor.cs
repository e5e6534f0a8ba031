using System.Globalization;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>Where polling resumes: the id after the last update that was offered, and when that came.</summary>
/// <param name="Offset">Asking with it confirms all updates before it, which Telegram then forgets.</param>
/// <param name="SeenAt">By our clock.</param>
internal sealed record TelegramCursor(long Offset, DateTimeOffset SeenAt)
{
    /// <summary>
    /// After a week without updates Telegram draws the next id by lot, and it may be lower than the offset: then the offset would confirm what nobody
    /// has read. So after this time the question names no offset; what was read before is long confirmed by then, or forgotten after its 24 hours.
    /// </summary>
    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(6);

    public static TelegramCursor? Parse(string? text)
    {
        var parts = (text ?? "").Split('@');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 253_402_300_800
                ? new TelegramCursor(offset, DateTimeOffset.FromUnixTimeSeconds(seconds))
                : null;
    }

    public bool IsValidAt(DateTimeOffset now) => now - SeenAt < ValidFor;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Offset}@{SeenAt.ToUnixTimeSeconds()}");
}
