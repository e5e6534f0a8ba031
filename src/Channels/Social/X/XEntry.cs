using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>One post or direct message of a list, with what belongs to it beside it.</summary>
/// <param name="Id">X's id.</param>
/// <param name="Key">The external id: <c>post:1</c>, <c>dm:1</c>.</param>
/// <param name="Raw">An object <c>{"post":…,"author":…,"media":[…]}</c> or <c>{"dm":…}</c> of the pieces as they came.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
internal sealed record XEntry(long Id, string Key, ReadOnlyMemory<byte> Raw, string? Fault)
{
    private const int CutTo = 1000;

    /// <summary>What an answer lists, newest first as it came. Our own messages, mere reposts and things without an id are left out.</summary>
    public static IEnumerable<XEntry> Of(JsonElement answer, string ownId, bool isMessages)
    {
        var includes = answer.Field("includes"u8);
        var data = answer.Field("data"u8);
        IEnumerable<JsonElement> items = data.ValueKind == JsonValueKind.Object ? [data] : data.Items();
        foreach (var item in items)
        {
            var id = XId.Read(item.Id("id"u8));
            if (id == 0 || IsOurs(item, ownId) || IsRepost(item) || (isMessages && item.Id("event_type"u8) is { } type && type is not "MessageCreate"))
            {
                continue;
            }

            yield return isMessages
                ? new XEntry(id, "dm:" + XId.Write(id), Wrap("dm"u8, item, default, []), FaultOf(item, "sender_id"u8))
                : new XEntry(id, "post:" + XId.Write(id), Wrap("post"u8, item, AuthorOf(item, includes), MediaOf(item, includes)), FaultOf(item, "author_id"u8));
        }
    }

    public OfferedMessage Offer(int maxBytes)
    {
        var isOversize = Raw.Length > maxBytes;
        return new OfferedMessage
        {
            ExternalId = Key,
            Raw = isOversize ? Cut() : Raw,
            ArrivedAt = XId.TimeOf(Id),
            Context = isOversize ? string.Create(CultureInfo.InvariantCulture, $"oversize={Raw.Length}") : null,
        };
    }

    private static bool IsOurs(JsonElement item, string ownId) =>
        string.Equals(item.Id("author_id"u8) ?? item.Id("sender_id"u8), ownId, StringComparison.Ordinal);

    private static bool IsRepost(JsonElement item) =>
        XPost.References(item).Any(reference => reference.Id("type"u8) is "retweeted" or "reposted");

    private static string? FaultOf(JsonElement item, ReadOnlySpan<byte> writer) =>
        !XId.IsId(item.Id(writer)) ? "writer-missing" : !item.Has("text"u8) && !item.Has("attachments"u8) ? "text-missing" : null;

    private static JsonElement AuthorOf(JsonElement post, JsonElement includes) =>
        post.Id("author_id"u8) is { } author ? includes.Field("users"u8).Items().FirstOrDefault(user => string.Equals(user.Id("id"u8), author, StringComparison.Ordinal)) : default;

    private static IEnumerable<JsonElement> MediaOf(JsonElement post, JsonElement includes)
    {
        var keys = post.Field("attachments"u8).Field("media_keys"u8).Items().Select(key => key.AsText(100, [])).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return keys.Count == 0 ? [] : includes.Field("media"u8).Items().Where(medium => medium.Id("media_key"u8) is { } key && keys.Contains(key));
    }

    private static ReadOnlyMemory<byte> Wrap(ReadOnlySpan<byte> name, JsonElement item, JsonElement author, IEnumerable<JsonElement> media)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WritePropertyName(name);
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(item), skipInputValidation: true);
        if (author.ValueKind == JsonValueKind.Object)
        {
            json.WritePropertyName("author"u8);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(author), skipInputValidation: true);
        }

        var begun = false;
        foreach (var medium in media)
        {
            if (!begun)
            {
                json.WriteStartArray("media"u8);
                begun = true;
            }

            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(medium), skipInputValidation: true);
        }

        if (begun)
        {
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Who wrote, in which conversation, and the beginning of the text.</summary>
    private ReadOnlyMemory<byte> Cut()
    {
        using var whole = JsonFields.Parse(Raw);
        var root = whole?.RootElement ?? default;
        var name = root.Has("dm"u8) ? "dm" : "post";
        var item = root.Field(name == "dm" ? "dm"u8 : "post"u8);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject(name);
        foreach (var field in (string[])["id", "author_id", "sender_id", "conversation_id", "dm_conversation_id", "in_reply_to_user_id", "created_at", "lang"])
        {
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String)
            {
                json.WriteString(field, value.AsText(CutTo, []));
            }
        }

        if (item.ValueKind == JsonValueKind.Object && XPost.Versions(item) is { Count: > 0 } versions)
        {
            json.WriteStartArray("edit_history_tweet_ids");
            json.WriteStringValue(versions[0]);
            json.WriteEndArray();
        }

        json.WriteString("text", XPost.TextOf(item, CutTo, []));
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
