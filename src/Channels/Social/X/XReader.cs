using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>Reads posts and direct messages. A person is known by the account's numeric id: names and @names change hands.</summary>
internal sealed class XReader(XOptions options) : IMessageReader
{
    /// <summary>The network of handles.</summary>
    public const string Network = "x:";

    private const int MaxText = 100_000;
    private const int MaxName = 200;

    public InboundMessage Read(AcceptedMessage message)
    {
        List<string> notes = [];
        if (message.Context?.StartsWith("oversize=", StringComparison.Ordinal) == true)
        {
            notes.Add("oversize");
        }

        using var json = JsonFields.Parse(message.Raw);
        if (json is null)
        {
            notes.Add("json-broken");
            return new InboundMessage { Medium = Medium.Social, Text = "", Notes = notes };
        }

        return json.RootElement.Has("dm"u8) ? ReadMessage(json.RootElement.Field("dm"u8), notes) : ReadPost(json.RootElement, notes);
    }

    private InboundMessage ReadPost(JsonElement entry, List<string> notes)
    {
        var post = entry.Field("post"u8);
        var id = XId.IsId(post.Id("id"u8)) ? post.Id("id"u8) : null;
        var writer = PersonOf(post.Id("author_id"u8), notes);
        var versions = XPost.Versions(post);
        var text = XPost.TextOf(post, MaxText, notes);
        if (text.Length == 0 && !entry.Has("media"u8))
        {
            PlainText.Note(notes, "text-missing");
        }

        return new InboundMessage
        {
            Medium = Medium.Social,
            Sender = writer,
            SenderName = entry.Field("author"u8).Text("name"u8, MaxName, notes) is { Length: > 0 } name ? name : null,
            ReplyTo = MayBeAnswered(post) ? writer : null,
            Text = text,
            ConversationId = post.Id("conversation_id"u8) is { } conversation && XId.IsId(conversation) && writer is not null ? $"{conversation}/{writer.Value}" : null,
            MessageId = id is null ? null : "post:" + id,
            References = [.. XPost.References(post).Where(one => one.Id("type"u8) is "replied_to").Select(one => one.Id("id"u8)).Where(XId.IsId).Select(one => "post:" + one)],
            SentAt = XId.TimeOf(XId.Read(id)) ?? post.Time("created_at"u8),
            LanguageHint = LanguageOf(post),
            Identity = versions.Count > 0 ? "post:" + versions[0] : id is null ? null : "post:" + id,
            IsPublic = true,
            Consent = StopWords.Read(XText.WithoutNames(text)),
            Attachments = [.. XMedia.Of(entry)],
            Notes = notes,
        };
    }

    private static InboundMessage ReadMessage(JsonElement message, List<string> notes)
    {
        var writer = PersonOf(message.Id("sender_id"u8), notes);
        var text = XText.Unescape(message.Text("text"u8, MaxText, notes) ?? "");
        AttachmentSummary[] attached = [.. message.Field("attachments"u8).Field("media_keys"u8).Items().Take(XMedia.Most).Select(_ => new AttachmentSummary(null, "application/octet-stream", null))];
        if (text.Length == 0 && attached.Length == 0)
        {
            PlainText.Note(notes, "text-missing");
        }

        return new InboundMessage
        {
            Medium = Medium.Social,
            Sender = writer,
            ReplyTo = writer,
            Text = text,
            ConversationId = message.Id("dm_conversation_id"u8) is { } conversation ? $"dm/{conversation}" : null,
            MessageId = message.Id("id"u8) is { } id && XId.IsId(id) ? "dm:" + id : null,
            SentAt = message.Time("created_at"u8),
            Consent = StopWords.Read(text),
            Attachments = attached,
            Notes = notes,
        };
    }

    /// <summary>Everything in the mentions addresses us; what a search finds need not.</summary>
    private bool MayBeAnswered(JsonElement post) =>
        !string.Equals(options.Reply, "none", StringComparison.Ordinal) && (string.IsNullOrWhiteSpace(options.Search) || XPost.Addresses(post, options.UserId));

    private static ContactPoint? PersonOf(string? id, List<string> notes)
    {
        if (XId.IsId(id))
        {
            return new ContactPoint(ContactPointKind.Handle, Network + id);
        }

        PlainText.Note(notes, "writer-missing");
        return null;
    }

    /// <summary>X's guess; its codes beginning with q are no languages, nor is <c>und</c>.</summary>
    private static string? LanguageOf(JsonElement post) => post.Language("lang"u8) is { } tag && tag[0] != 'q' && tag is not ("und" or "zxx" or "art") ? tag : null;
}
