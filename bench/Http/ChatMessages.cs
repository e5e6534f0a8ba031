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

    private static readonly (string Language, string Text)[] Texts = [.. Enumerable.Range(0, 512).Select(MakeText)];

    public static byte[] Body(string id, int number) => Write(id, number, Texts[number % Texts.Length]);

    /// <summary>The texts' bytes per letter differ by language: a second try meets the size.</summary>
    private static (string Language, string Text) MakeText(int number)
    {
        const int Letters = 640;
        var size = Write("b0123456789abc-0000000", number, ComplaintTexts.Make(number, Letters)).Length;
        return ComplaintTexts.Make(number, Math.Max(40, Letters + ((Size - 20 - size) * Letters / size)));
    }

    private static byte[] Write(string id, int number, (string Language, string Text) message)
    {
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
        json.WriteString("language", message.Language);
        json.WriteString("text", message.Text);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
