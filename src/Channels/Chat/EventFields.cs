using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ingestion.Channels.Chat;

/// <summary>
/// The fields of a <c>message.created</c> event as far as they can be read, and of the same data in the envelope of CloudEvents 1.0 (JSON,
/// structured mode). Of a field named twice the first counts.
/// </summary>
internal sealed class EventFields
{
    /// <summary>Deeper bodies are refused.</summary>
    public const int MaxDepth = 32;

    public static readonly JsonReaderOptions Json = new() { MaxDepth = MaxDepth };

    private const int MaxText = 100_000;
    private const int MaxId = 300;
    private const int MaxName = 200;
    private const int MaxSubject = 500;

    private static readonly string[] Known =
        ["type", "timestamp", "data", "messageId", "conversationId", "sender", "language", "text", "id", "name", "subject", "email", "phone"];

    private static readonly byte[][] KnownBytes = [.. Known.Select(Encoding.UTF8.GetBytes)];

    private ulong _seen;
    private HashSet<(int Depth, string Name)>? _seenUnknown;

    public List<string> Notes { get; } = [];

    public DateTimeOffset? SentAt { get; private set; }

    public string? ConversationId { get; private set; }

    public string? MessageId { get; private set; }

    public string? Text { get; private set; }

    public string? Subject { get; private set; }

    public string? Language { get; private set; }

    public string? SenderId { get; private set; }

    public string? SenderName { get; private set; }

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    /// <summary>The event's type: <c>message.created</c>, or whatever a CloudEvents producer calls it.</summary>
    public string? Type { get; private set; }

    /// <summary>It names a <c>specversion</c>.</summary>
    public bool IsCloudEvent { get; private set; }

    /// <summary>CloudEvents: with <see cref="EventSource"/> unique for the event.</summary>
    public string? EventId { get; private set; }

    /// <inheritdoc cref="EventId"/>
    public string? EventSource { get; private set; }

    /// <summary>Reads a <c>message.created</c> event.</summary>
    public static EventFields Read(ReadOnlySpan<byte> body) => Read(body, ReadRoot);

    /// <summary>Reads a <c>message.created</c> event or a CloudEvent.</summary>
    public static EventFields ReadEither(ReadOnlySpan<byte> body) => Read(body, ReadEitherRoot);

    /// <summary>Text alone, for messages that are no JSON.</summary>
    public static EventFields OfText(ReadOnlySpan<byte> body)
    {
        var fields = new EventFields();
        if (!Utf8.IsValid(body))
        {
            fields.Note(PlainText.Undecodable);
        }

        fields.Text = PlainText.Clean(Encoding.UTF8.GetString(body), MaxText, fields.Notes);
        return fields;
    }

    private static EventFields Read(ReadOnlySpan<byte> body, PropertyReader root)
    {
        var fields = new EventFields();
        try
        {
            var json = new Utf8JsonReader(body, Json);
            json.Read();
            fields.ReadObject(ref json, root);
        }
        catch (JsonException)
        {
            fields.Note("json-broken");
        }

        return fields;
    }

    private delegate void PropertyReader(EventFields fields, ref Utf8JsonReader json, string name);

    private static void ReadRoot(EventFields fields, ref Utf8JsonReader json, string name)
    {
        switch (name)
        {
            case "timestamp":
                fields.SentAt = fields.ReadTime(ref json);
                break;
            case "data":
                fields.ReadObject(ref json, ReadData);
                break;
        }
    }

    private static void ReadEitherRoot(EventFields fields, ref Utf8JsonReader json, string name)
    {
        switch (name)
        {
            case "specversion":
                fields.IsCloudEvent = true;
                break;
            case "type":
                fields.Type = fields.ReadText(ref json, "type", MaxId);
                break;
            case "id":
                fields.EventId = fields.ReadId(ref json, "event-id");
                break;
            case "source":
                fields.EventSource = fields.ReadId(ref json, "event-source");
                break;
            case "timestamp" or "time":
                fields.SentAt = fields.ReadTime(ref json);
                break;
            case "data" when json.TokenType == JsonTokenType.String:
                fields.Text = fields.ReadText(ref json, "text", MaxText);
                break;
            case "data":
                fields.ReadObject(ref json, ReadData);
                break;
            case "data_base64":
                fields.ReadEncodedData(ref json);
                break;
        }
    }

    private void ReadEncodedData(ref Utf8JsonReader json)
    {
        var text = ReadText(ref json, "data", int.MaxValue) ?? "";
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length == 0)
        {
            Note("data-unreadable");
            return;
        }

        // A document of its own: names that the envelope used are not used twice.
        var (seen, seenUnknown) = (_seen, _seenUnknown);
        (_seen, _seenUnknown) = (0, null);
        var data = new Utf8JsonReader(bytes.AsSpan(0, length), Json);
        data.Read();
        ReadObject(ref data, ReadData);
        (_seen, _seenUnknown) = (seen, seenUnknown);
    }

    private static void ReadData(EventFields fields, ref Utf8JsonReader json, string name)
    {
        switch (name)
        {
            case "conversationId":
                fields.ConversationId = fields.ReadId(ref json, "conversation-id");
                break;
            case "messageId":
                fields.MessageId = fields.ReadId(ref json, "message-id");
                break;
            case "text":
                fields.Text = fields.ReadText(ref json, "text", MaxText);
                break;
            case "subject":
                fields.Subject = fields.ReadText(ref json, "subject", MaxSubject);
                break;
            case "language":
                fields.Language = fields.ReadLanguage(ref json);
                break;
            case "sender":
                fields.ReadObject(ref json, ReadSender);
                break;
        }
    }

    private static void ReadSender(EventFields fields, ref Utf8JsonReader json, string name)
    {
        switch (name)
        {
            case "id":
                fields.SenderId = fields.ReadId(ref json, "sender-id");
                break;
            case "name":
                fields.SenderName = fields.ReadText(ref json, "sender-name", MaxName);
                break;
            case "email":
                fields.Email = fields.ReadText(ref json, "email", MaxId);
                break;
            case "phone":
                fields.Phone = fields.ReadText(ref json, "phone", MaxId);
                break;
        }
    }

    /// <summary>Walks an object; a value that the reader leaves unread is skipped, as is a second one under the same name.</summary>
    private void ReadObject(ref Utf8JsonReader json, PropertyReader read)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Note("object-expected");
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadName(ref json, out var isFirst);
            json.Read();
            if (isFirst)
            {
                read(this, ref json, name);
            }
            else
            {
                Note("json-duplicate-key");
            }

            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                json.Skip();
            }
        }
    }

    private string ReadName(ref Utf8JsonReader json, out bool isFirst)
    {
        var depth = json.CurrentDepth;
        for (var i = 0; i < Known.Length; i++)
        {
            if (json.ValueTextEquals(KnownBytes[i]))
            {
                var bit = 1UL << ((i * 4) + (depth & 3));
                isFirst = (_seen & bit) == 0;
                _seen |= bit;
                return Known[i];
            }
        }

        var name = JsonText.Read(ref json, MaxId, []);
        isFirst = (_seenUnknown ??= []).Add((depth, name));
        return name;
    }

    private string? ReadText(ref Utf8JsonReader json, string name, int limit)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return JsonText.Read(ref json, limit, Notes);
        }

        if (json.TokenType != JsonTokenType.Null)
        {
            Note($"{name}-not-text");
        }

        return null;
    }

    /// <summary>An id is kept whole or not at all: two ids with equal beginnings are not the same.</summary>
    private string? ReadId(ref Utf8JsonReader json, string name)
    {
        if (ReadText(ref json, name, int.MaxValue) is not { Length: > 0 } id)
        {
            return null;
        }

        if (id.Length > MaxId || id.Any(char.IsControl))
        {
            Note($"{name}-unusable");
            return null;
        }

        return id;
    }

    private string? ReadLanguage(ref Utf8JsonReader json)
    {
        var language = ReadText(ref json, "language", MaxId);
        if (string.IsNullOrEmpty(language))
        {
            return null;
        }

        if (language.Length is >= 2 and <= 35 && language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            return language;
        }

        Note("language-unusable");
        return null;
    }

    private DateTimeOffset? ReadTime(ref Utf8JsonReader json)
    {
        if (ReadText(ref json, "timestamp", MaxId) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Note("timestamp-unreadable");
        return null;
    }

    private void Note(string note) => PlainText.Note(Notes, note);
}
