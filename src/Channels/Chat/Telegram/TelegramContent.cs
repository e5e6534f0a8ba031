using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>What somebody put into a message: text, a place, a contact, files.</summary>
internal static class TelegramContent
{
    private const int MaxText = 100_000;
    private const int MaxPiece = 300;

    /// <summary>Messages that Telegram writes about the chat. A field that is not known here makes a message for review, not a lost one.</summary>
    private static readonly byte[][] Service =
    [
        .. new[]
        {
            "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created",
            "channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "successful_payment",
            "refunded_payment", "users_shared", "chat_shared", "connected_website", "write_access_allowed", "passport_data", "proximity_alert_triggered",
            "boost_added", "chat_background_set", "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
            "general_forum_topic_hidden", "general_forum_topic_unhidden", "giveaway_created", "giveaway_completed", "video_chat_scheduled", "video_chat_started",
            "video_chat_ended", "video_chat_participants_invited",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    public static bool IsService(JsonElement message)
    {
        foreach (var name in Service)
        {
            if (message.Has(name))
            {
                return !message.Has("text"u8) && !message.Has("caption"u8);
            }
        }

        return false;
    }

    /// <summary>The text in plain form; empty when there is only a file.</summary>
    public static string TextOf(JsonElement message, List<string> notes) =>
        message.Text("text"u8, MaxText, notes)
        ?? message.Text("caption"u8, MaxText, notes)
        ?? message.Field("sticker"u8).Text("emoji"u8, MaxPiece, notes)
        ?? message.Field("dice"u8).Text("emoji"u8, MaxPiece, notes)
        ?? ContactOf(message.Field("contact"u8), notes)
        ?? PlaceOf(message, notes)
        ?? "";

    /// <summary>All files, of a photo in several sizes the largest. Their keys are Telegram's file ids, which are good for this bot only.</summary>
    public static IReadOnlyList<AttachmentSummary> FilesOf(JsonElement message)
    {
        List<AttachmentSummary> files = [];
        if (message.Field("photo"u8).Items().LastOrDefault(one => one.Id("file_id"u8) is not null) is { ValueKind: JsonValueKind.Object } photo)
        {
            files.Add(FileOf(photo, "image/jpeg"));
        }

        Add(message.Field("document"u8), "application/octet-stream");
        Add(message.Field("voice"u8), "audio/ogg");
        Add(message.Field("audio"u8), "audio/mpeg");
        Add(message.Field("video"u8), "video/mp4");
        Add(message.Field("video_note"u8), "video/mp4");
        return files;

        void Add(JsonElement file, string assumed)
        {
            if (file.ValueKind == JsonValueKind.Object)
            {
                files.Add(FileOf(file, assumed));
            }
        }
    }

    private static AttachmentSummary FileOf(JsonElement file, string assumed) =>
        new(file.FileName("file_name"u8), file.MediaType("mime_type"u8, assumed), file.Number("file_size"u8) is >= 0 and { } size ? size : null) { Key = file.Id("file_id"u8) };

    /// <summary>Name and number as somebody's card says.</summary>
    private static string? ContactOf(JsonElement contact, List<string> notes)
    {
        if (contact.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var pieces = new[]
        {
            contact.Text("first_name"u8, MaxPiece, notes), contact.Text("last_name"u8, MaxPiece, notes), contact.Text("phone_number"u8, MaxPiece, notes),
        };
        return string.Join(' ', pieces.Where(piece => !string.IsNullOrWhiteSpace(piece)));
    }

    /// <summary>A venue's title and address, and the point as a geo URI (RFC 5870).</summary>
    private static string? PlaceOf(JsonElement message, List<string> notes)
    {
        var venue = message.Field("venue"u8);
        var point = venue.Has("location"u8) ? venue.Field("location"u8) : message.Field("location"u8);
        if (point.Real("latitude"u8) is not { } latitude || point.Real("longitude"u8) is not { } longitude)
        {
            return null;
        }

        var pieces = new[]
        {
            venue.Text("title"u8, MaxPiece, notes), venue.Text("address"u8, MaxPiece, notes), string.Create(CultureInfo.InvariantCulture, $"geo:{latitude},{longitude}"),
        };
        return string.Join('\n', pieces.Where(piece => !string.IsNullOrWhiteSpace(piece)));
    }
}
