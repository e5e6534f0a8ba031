using System.Globalization;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>
/// What a message is known by: <c>bot:chat:message</c>, or <c>bot:connection:chat:message</c> of a business account. Message ids count in each chat of
/// each bot alone; update ids cannot be used, for they start anywhere again after a quiet week.
/// </summary>
/// <param name="Bot">The bot's user id, the part of the token before the colon.</param>
/// <param name="Message">As the bot sees it; a business account counts for itself.</param>
internal sealed record TelegramKey(long Bot, string? Business, long Chat, long Message)
{
    public static TelegramKey? Parse(string? text)
    {
        var parts = (text ?? "").Split(':');
        return parts.Length is 3 or 4 && TryNumber(parts[0], out var bot) && TryNumber(parts[^2], out var chat) && TryNumber(parts[^1], out var message)
            ? new TelegramKey(bot, parts.Length == 4 ? parts[1] : null, chat, message)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bot}:{Business}{(Business is null ? "" : ":")}{Chat}:{Message}");

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
