using System.Globalization;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>What is told to the reader beside the bytes, in <see cref="OfferedMessage.Context"/>.</summary>
internal static class TelegramContext
{
    private const string Oversize = "oversize=";
    private const string Deleted = "deleted=";

    public static string ForOversize(int bytes) => string.Create(CultureInfo.InvariantCulture, $"{Oversize}{bytes}");

    public static string ForDeleted(long message) => string.Create(CultureInfo.InvariantCulture, $"{Deleted}{message}");

    public static bool IsOversize(string? context) => context?.StartsWith(Oversize, StringComparison.Ordinal) == true;

    /// <summary>The message that was deleted, or null.</summary>
    public static long? DeletedOf(string? context) =>
        context?.StartsWith(Deleted, StringComparison.Ordinal) == true
        && long.TryParse(context.AsSpan(Deleted.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
