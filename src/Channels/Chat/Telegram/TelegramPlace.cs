using System.Globalization;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>Where a message was written and an answer goes: <see cref="InboundMessage.ConversationId"/> of this connector.</summary>
/// <param name="Chat">The private chat with a person, or a group (negative).</param>
/// <param name="Thread">The topic in the chat.</param>
/// <param name="Business">The connection to a business account through which the bot reads the chat.</param>
/// <param name="Writer">In groups, so that two people there are two conversations.</param>
internal sealed record TelegramPlace(long Chat, long? Thread = null, string? Business = null, long? Writer = null)
{
    public bool IsGroup => Chat < 0;

    public static TelegramPlace? Parse(string? text)
    {
        var parts = (text ?? "").Split(';');
        if (!TryNumber(parts[0], out var chat) || chat == 0)
        {
            return null;
        }

        var place = new TelegramPlace(chat);
        foreach (var part in parts.AsSpan(1))
        {
            var value = part.Length > 2 ? part[2..] : "";
            if (part.StartsWith("b=", StringComparison.Ordinal) && value.Length > 0)
            {
                place = place with { Business = value };
            }
            else if (part.StartsWith("t=", StringComparison.Ordinal) && TryNumber(value, out var thread))
            {
                place = place with { Thread = thread };
            }
            else if (part.StartsWith("u=", StringComparison.Ordinal) && TryNumber(value, out var writer))
            {
                place = place with { Writer = writer };
            }
            else
            {
                return null;
            }
        }

        return place;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Chat}{(Thread is null ? "" : ";t=")}{Thread}{(Business is null ? "" : ";b=")}{Business}{(Writer is null ? "" : ";u=")}{Writer}");

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
