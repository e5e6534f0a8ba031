using System.Text.Json;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>One pass over a body without allocation: is it whole, and is it a message?</summary>
internal static class EventScan
{
    /// <summary>
    /// Reads to the end, although the type mostly stands at the beginning: a body that breaks off is told to its sender now and not found
    /// by a person later. It costs about a microsecond for a kilobyte.
    /// </summary>
    public static EventKind Scan(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body, EventFields.Json);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return EventKind.Broken;
            }

            EventKind? type = null;
            bool? hasData = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isType = json.ValueTextEquals("type"u8);
                var isData = !isType && json.ValueTextEquals("data"u8);
                json.Read();
                if ((isType && type is not null) || (isData && hasData is not null))
                {
                    return EventKind.DuplicateKey;
                }

                if (isType)
                {
                    type = TypeOf(ref json);
                }
                else if (isData)
                {
                    hasData = json.TokenType == JsonTokenType.StartObject;
                }

                json.Skip();
            }

            // Nothing but white space may follow the object; reading on throws otherwise.
            json.Read();
            return type switch
            {
                null => EventKind.TypeMissing,
                EventKind.Message when hasData is not true => EventKind.DataMissing,
                { } kind => kind,
            };
        }
        catch (JsonException)
        {
            return EventKind.Broken;
        }
    }

    private static EventKind TypeOf(ref Utf8JsonReader json) =>
        json.TokenType != JsonTokenType.String ? EventKind.TypeMissing
        : json.ValueTextEquals("message.created"u8) ? EventKind.Message
        : EventKind.OtherEvent;
}
