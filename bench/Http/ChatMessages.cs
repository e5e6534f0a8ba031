using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ingestion.Bench.Corpus;

namespace Ingestion.Bench.Http;

/// <summary>What a chatbot posts: one customer, one conversation and one text per number, about 1 KB.</summary>
internal static class ChatMessages
{
    private const int Size = 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Body(string id, int number)
    {
        var body = Write(id, number, 640);

        // The texts' bytes per letter differ by language: a second pass meets the size.
        return body.Length is > Size - 40 and <= Size ? body : Write(id, number, Math.Max(40, 640 + ((Size - 20 - body.Length) * 640 / body.Length)));
    }

    private static byte[] Write(string id, int number, int letters)
    {
        var (language, text) = ComplaintTexts.Make(number, letters);
        var buffer = new ArrayBufferWriter<byte>(Size * 2);
        using var json = new Utf8JsonWriter(buffer, Plain);
        json.WriteStartObject();
        json.WriteString("type", "message.created");
        json.WriteString("timestamp", "2026-11-21T09:30:00Z");
        json.WriteStartObject("data");
        json.WriteString("messageId", id);
        json.WriteString("conversationId", "c-" + id);
        json.WriteStartObject("sender");
        json.WriteString("id", "u-" + id);
        json.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"Customer {number}"));
        json.WriteEndObject();
        json.WriteString("language", language);
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
