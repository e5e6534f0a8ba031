using System.Text.Json;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>Reads activities. A person is known by the channel's id of them, under the channel's name: <c>bot-msteams:29:1…</c>.</summary>
internal sealed class ActivityReader(ServiceHosts hosts) : IMessageReader
{
    /// <summary>The beginning of handles' networks.</summary>
    public const string Network = "bot-";

    private const int MaxName = 200;
    private const int MaxChannel = 60;
    private const int MaxHandle = 320;

    public InboundMessage Read(AcceptedMessage message)
    {
        using var json = JsonFields.Parse(message.Raw);
        if (json is null)
        {
            return new InboundMessage { Medium = Medium.Chat, Text = "", Notes = ["json-broken"] };
        }

        List<string> notes = [];
        var activity = json.RootElement;
        var isWithdrawn = activity.Id("type"u8) == "messageDelete";
        var from = activity.Field("from"u8);
        var sender = SenderOf(activity.Id("channelId"u8), from.Id("id"u8), notes);
        var place = PlaceOf(activity, from);
        var conversation = place?.Print();
        var answerable = hosts.Allowed(place?.ServiceUrl) is not null;
        if (conversation is null)
        {
            PlainText.Note(notes, "conversation-missing");
        }
        else if (!answerable)
        {
            PlainText.Note(notes, "service-host-unknown");
        }

        var text = isWithdrawn ? "" : ActivityText.Of(activity, notes);
        var files = isWithdrawn ? [] : ActivityFiles.Of(activity);
        if (!isWithdrawn && string.IsNullOrWhiteSpace(text) && files.Count == 0)
        {
            PlainText.Note(notes, "text-missing");
        }

        return new InboundMessage
        {
            Medium = Medium.Chat,
            Sender = sender,
            SenderName = from.Text("name"u8, MaxName, notes) is { Length: > 0 } name && !string.IsNullOrWhiteSpace(name) ? name : null,
            ReplyTo = conversation is null || !answerable ? null : sender,
            Text = text,
            ConversationId = conversation,
            MessageId = activity.Id("id"u8),
            SentAt = activity.Time("timestamp"u8),
            LanguageHint = activity.Language("locale"u8),
            MachineSigns = from.Id("role"u8) is "bot" or "skill" ? [new MachineSign("from-bot", MachineSignStrength.MachineReport)] : [],
            Attachments = files,
            Identity = ActivityKey.Identity(activity),
            IsWithdrawn = isWithdrawn,
            IsPublic = activity.Field("conversation"u8).IsTrue("isGroup"u8),
            Consent = StopWords.Read(text),
            Notes = notes,
        };
    }

    private static ContactPoint? SenderOf(string? channel, string? id, List<string> notes)
    {
        if (channel is not { Length: <= MaxChannel } || !channel.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') || id is null)
        {
            PlainText.Note(notes, "sender-missing");
            return null;
        }

        var handle = $"{Network}{channel.ToLowerInvariant()}:{id}";
        if (handle.Length > MaxHandle)
        {
            PlainText.Note(notes, "handle-too-long");
            return null;
        }

        return new ContactPoint(ContactPointKind.Handle, handle);
    }

    private static ActivityPlace? PlaceOf(JsonElement activity, JsonElement from)
    {
        var conversation = activity.Field("conversation"u8);
        return activity.Id("channelId"u8) is { } channel
            && activity.Text("serviceUrl"u8, 500, []) is { Length: > 0 } service
            && conversation.Id("id"u8) is { } id
            && activity.Field("recipient"u8).Id("id"u8) is { } bot
                ? new ActivityPlace(channel, service.TrimEnd('/'), id, bot, conversation.IsTrue("isGroup"u8) ? from.Id("id"u8) ?? "?" : null)
                : null;
    }
}
