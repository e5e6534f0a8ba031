using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>Reads updates. A person is known by the Telegram user id, which is the same for all bots and never changes; names and user names may.</summary>
internal sealed class TelegramReader(long bot) : IMessageReader
{
    /// <summary>The network of handles.</summary>
    public const string Network = "telegram:";

    private const int MaxName = 200;

    public InboundMessage Read(AcceptedMessage message)
    {
        List<string> notes = [];
        if (TelegramContext.IsOversize(message.Context))
        {
            notes.Add("oversize");
        }

        using var json = JsonFields.Parse(message.Raw);
        if (json is null)
        {
            notes.Add("json-broken");
            return new InboundMessage { Medium = Medium.Chat, Text = "", Notes = notes };
        }

        return TelegramContext.DeletedOf(message.Context) is { } deleted
            ? Withdrawn(json.RootElement.Field("deleted_business_messages"u8), deleted)
            : ReadMessage(MessageOf(json.RootElement), notes);
    }

    private static JsonElement MessageOf(JsonElement update)
    {
        foreach (var property in update.EnumerateObject())
        {
            if (property.Value.Has("message_id"u8))
            {
                return property.Value;
            }
        }

        return default;
    }

    private InboundMessage Withdrawn(JsonElement deleted, long number)
    {
        var chat = deleted.Field("chat"u8).Number("id"u8);
        return new InboundMessage
        {
            Medium = Medium.Chat,
            Text = "",
            Sender = chat is > 0 ? PersonOf(chat.Value) : null,
            ConversationId = chat is null ? null : new TelegramPlace(chat.Value, null, TelegramIntake.ConnectionOf(deleted)).ToString(),
            Identity = TelegramIntake.KeyOf(bot, deleted, number)?.ToString(),
            IsWithdrawn = true,
        };
    }

    private InboundMessage ReadMessage(JsonElement message, List<string> notes)
    {
        var from = message.Field("from"u8);
        var sender = from.Number("id"u8) is > 0 and { } id ? PersonOf(id) : null;
        var place = PlaceOf(message, from);
        var text = TelegramContent.TextOf(message, notes);
        var files = TelegramContent.FilesOf(message);
        if (sender is null)
        {
            PlainText.Note(notes, "sender-missing");
        }

        if (place is null)
        {
            PlainText.Note(notes, "conversation-missing");
        }

        if (text.Length == 0 && files.Count == 0)
        {
            PlainText.Note(notes, "content-unknown");
        }

        var key = TelegramIntake.KeyOf(bot, message)?.ToString();
        return new InboundMessage
        {
            Medium = Medium.Chat,
            Sender = sender,
            AlsoKnownAs = sender is not null && OwnPhone(message.Field("contact"u8), from) is { } phone ? [phone] : [],
            SenderName = NameOf(from, notes),
            ReplyTo = place is null ? null : sender,
            Text = text,
            ConversationId = place?.ToString(),
            MessageId = key,
            SentAt = message.Seconds("edit_date"u8) ?? message.Seconds("date"u8),
            LanguageHint = from.Language("language_code"u8),
            MachineSigns = from.IsTrue("is_bot"u8) ? [new MachineSign("from-bot", MachineSignStrength.MachineReport)] : [],
            Attachments = files,
            Identity = key,
            IsPublic = place?.IsGroup == true,
            Consent = ConsentOf(text),
            Notes = notes,
        };
    }

    private static ContactPoint PersonOf(long id) => new(ContactPointKind.Handle, string.Create(CultureInfo.InvariantCulture, $"{Network}{id}"));

    /// <summary>
    /// The number of the sender's own account: Telegram puts a user's id on a shared contact by the number in it (Bot API, Contact), so a contact that is the
    /// sender bears the number that Telegram has verified.
    /// </summary>
    private static ContactPoint? OwnPhone(JsonElement contact, JsonElement from) =>
        contact.Number("user_id"u8) is { } user && user == from.Number("id"u8) && contact.Id("phone_number"u8) is { } number
            ? PhoneNumber.Read(number.StartsWith('+') ? number : "+" + number)
            : null;

    private static TelegramPlace? PlaceOf(JsonElement message, JsonElement from)
    {
        if (message.Field("chat"u8).Number("id"u8) is not ({ } chat and not 0))
        {
            return null;
        }

        var thread = message.IsTrue("is_topic_message"u8) ? message.Number("message_thread_id"u8) : null;
        return new TelegramPlace(chat, thread, TelegramIntake.ConnectionOf(message), chat < 0 ? from.Number("id"u8) : null);
    }

    private static string? NameOf(JsonElement from, List<string> notes)
    {
        var name = $"{from.Text("first_name"u8, MaxName, notes)} {from.Text("last_name"u8, MaxName, notes)}".Trim();
        return name.Length == 0 ? null : name;
    }

    /// <summary>
    /// The two commands that every bot has: <c>/start</c>, which Telegram's own button sends before a person can write anything (alone or with the
    /// word of a link), and <c>/stop</c>, in groups with the bot's name; and the words that all channels know.
    /// </summary>
    private static ConsentChange? ConsentOf(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? null
            : IsCommand(words[0], "/start") && (words.Length == 1 || (words.Length == 2 && IsPayload(words[1]))) ? ConsentChange.Start
            : IsCommand(words[0], "/stop") && words.Length == 1 ? ConsentChange.Stop
            : StopWords.Read(text);
    }

    private static bool IsCommand(string word, string command) =>
        word.StartsWith(command, StringComparison.OrdinalIgnoreCase) && (word.Length == command.Length || word[command.Length] == '@');

    /// <summary>What links may carry: up to 64 of these letters. Words of a customer are mostly more than one, or others.</summary>
    private static bool IsPayload(string word) =>
        word.Length <= 64 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') && word.Any(letter => char.IsAsciiDigit(letter) || letter is '_' or '-');
}
