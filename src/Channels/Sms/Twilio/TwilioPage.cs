using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>A page while it fills.</summary>
/// <param name="limit">Messages and holes.</param>
/// <param name="maxBytes">Of all messages together.</param>
/// <param name="maxMessage">Bytes of one message; of a larger one the texts are cut.</param>
internal sealed class TwilioPage(int limit, long maxBytes, int maxMessage)
{
    private const int CutTo = 1000;
    private long _bytes;

    public List<OfferedMessage> Messages { get; } = [];

    public List<MessageHole> Holes { get; } = [];

    public bool IsEmpty => Messages.Count == 0 && Holes.Count == 0;

    /// <summary>False when the page has no room for it.</summary>
    public bool Add(TwilioEntry entry)
    {
        if (Messages.Count + Holes.Count >= limit || (Messages.Count > 0 && _bytes + Math.Min(entry.Raw.Length, maxMessage) > maxBytes))
        {
            return false;
        }

        if (!entry.IsWhole)
        {
            Holes.Add(new MessageHole(entry.Sid, "fields-missing"));
            return true;
        }

        var isOversize = entry.Raw.Length > maxMessage;
        var message = new OfferedMessage
        {
            ExternalId = entry.Sid,
            Raw = isOversize ? Cut(entry.Raw.Span) : entry.Raw,
            ArrivedAt = entry.CreatedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
            Context = isOversize ? string.Create(CultureInfo.InvariantCulture, $"oversize={entry.Raw.Length}") : null,
        };
        Messages.Add(message);
        _bytes += message.Raw.Length;
        return true;
    }

    /// <summary>Messages without a (possible) time have no place in the order: they stay holes until the provider says when they came.</summary>
    public void AddUndated(IEnumerable<TwilioEntry> entries) =>
        Holes.AddRange(entries.Take(Math.Max(0, limit - Messages.Count - Holes.Count)).Select(entry => new MessageHole(entry.Sid, "time-missing")));

    private static ReadOnlyMemory<byte> Cut(ReadOnlySpan<byte> raw)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var cut = new Utf8JsonWriter(buffer);
        var json = new Utf8JsonReader(raw);
        json.Read();
        cut.WriteStartObject();
        for (var n = 0; n < 100 && json.Read() && json.TokenType == JsonTokenType.PropertyName; n++)
        {
            var name = JsonText.Read(ref json, CutTo, []);
            json.Read();
            if (json.TokenType == JsonTokenType.String)
            {
                cut.WriteString(name, JsonText.Read(ref json, CutTo, []));
            }
            else if (json.TokenType == JsonTokenType.Number)
            {
                cut.WritePropertyName(name);
                cut.WriteRawValue(json.ValueSpan, skipInputValidation: true);
            }
            else
            {
                json.Skip();
            }
        }

        cut.WriteEndObject();
        cut.Flush();
        return buffer.WrittenMemory;
    }
}
