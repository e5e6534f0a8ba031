using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>Decides which updates are messages of customers, and names them. The same for both ways in: a change of the way repeats nothing.</summary>
internal sealed class TelegramIntake(TelegramOptions options, long bot)
{
    /// <summary>Updates are a few kilobytes; of a larger one the beginning is kept.</summary>
    public const int MaxBytes = 512 * 1024;

    private const int MaxConnection = 100;

    /// <summary>The types that are asked for; Telegram keeps the last choice, so it is always named.</summary>
    public string AllowedUpdates => options.Business
        ? """["message","edited_message","business_message","edited_business_message","deleted_business_messages"]"""
        : """["message","edited_message"]""";

    /// <summary>Null when the bytes are no update at all.</summary>
    public TelegramUpdate? Read(ReadOnlyMemory<byte> raw)
    {
        using var json = JsonFields.Parse(raw);
        if (json?.RootElement.Number("update_id"u8) is not { } id)
        {
            return null;
        }

        var update = json.RootElement;
        return new TelegramUpdate(id, update.Field("message"u8) is { ValueKind: JsonValueKind.Object } message ? Offer(raw, id, message, isEdit: false)
            : update.Field("edited_message"u8) is { ValueKind: JsonValueKind.Object } edited ? Offer(raw, id, edited, isEdit: true)
            : !options.Business ? []
            : update.Field("business_message"u8) is { ValueKind: JsonValueKind.Object } business ? Offer(raw, id, business, isEdit: false)
            : update.Field("edited_business_message"u8) is { ValueKind: JsonValueKind.Object } editedBusiness ? Offer(raw, id, editedBusiness, isEdit: true)
            : update.Field("deleted_business_messages"u8) is { ValueKind: JsonValueKind.Object } deleted ? OfferDeleted(raw, deleted)
            : []);
    }

    /// <summary>The key of a message in a chat; null where an id is missing.</summary>
    public static TelegramKey? KeyOf(long bot, JsonElement message) =>
        message.Number("message_id"u8) is { } number ? KeyOf(bot, message, number) : null;

    public static TelegramKey? KeyOf(long bot, JsonElement message, long number) =>
        message.Field("chat"u8).Number("id"u8) is { } chat ? new TelegramKey(bot, ConnectionOf(message), chat, number) : null;

    /// <summary>The business connection, when it is made of what ids are made of.</summary>
    public static string? ConnectionOf(JsonElement message) =>
        message.Id("business_connection_id"u8) is { Length: <= MaxConnection } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? id : null;

    private OfferedMessage[] Offer(ReadOnlyMemory<byte> raw, long update, JsonElement message, bool isEdit)
    {
        if (!IsCustomers(message))
        {
            return [];
        }

        var key = KeyOf(bot, message);
        var edited = message.Seconds("edit_date"u8);
        var externalId = key is null ? string.Create(CultureInfo.InvariantCulture, $"{bot}:update:{update}")
            : isEdit ? string.Create(CultureInfo.InvariantCulture, $"{key}:edit:{edited?.ToUnixTimeSeconds() ?? 0}:{update}")
            : key.ToString();
        return
        [
            new OfferedMessage
            {
                ExternalId = externalId,
                Raw = raw[..Math.Min(raw.Length, MaxBytes)].ToArray(),
                ArrivedAt = (isEdit ? edited : null) ?? message.Seconds("date"u8),
                Context = raw.Length > MaxBytes ? TelegramContext.ForOversize(raw.Length) : null,
            },
        ];
    }

    private IReadOnlyList<OfferedMessage> OfferDeleted(ReadOnlyMemory<byte> raw, JsonElement deleted)
    {
        if (!IsTakenChat(deleted) || ConnectionOf(deleted) is null)
        {
            return [];
        }

        var bytes = raw[..Math.Min(raw.Length, MaxBytes)].ToArray();
        return
        [
            .. deleted.Field("message_ids"u8).Items()
                .Select(one => one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out var number) ? number : (long?)null)
                .OfType<long>()
                .Distinct()
                .Select(number => new OfferedMessage
                {
                    ExternalId = $"{KeyOf(bot, deleted, number)}:deleted",
                    Raw = bytes,
                    Context = TelegramContext.ForDeleted(number),
                }),
        ];
    }

    /// <summary>Not what a Telegram channel posts, our own answers, or what Telegram says about the chat.</summary>
    private bool IsCustomers(JsonElement message)
    {
        if (!IsTakenChat(message) || message.IsTrue("is_automatic_forward"u8) || message.Has("sender_business_bot"u8) || TelegramContent.IsService(message))
        {
            return false;
        }

        // The account's owner answers in the same chat; a private chat has the id of the customer.
        return !message.Has("business_connection_id"u8)
            || message.Field("from"u8).Number("id"u8) is not { } writer
            || message.Field("chat"u8).Number("id"u8) == writer;
    }

    private bool IsTakenChat(JsonElement message) => message.Field("chat"u8).Id("type"u8) switch
    {
        "private" => true,
        "group" or "supergroup" => options.Groups,
        _ => false,
    };
}
