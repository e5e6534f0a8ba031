using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingestion.Channels.Forms;

/// <summary>HTTP answers of the form, as a page or as JSON.</summary>
internal static class FormAnswer
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WebhookReply Page(int status, string html, string language) => new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html))
    {
        Headers = [.. PageFrame.Headers, new("Content-Language", language)],
    };

    /// <summary>202 and null while the number is not yet there; the same request again then brings it.</summary>
    public static WebhookReply Taken(TakenMessage taken) => Write(taken.TrackingNumber is null ? 202 : 200, json =>
    {
        json.WriteBoolean("accepted", true);
        json.WriteString("trackingNumber", taken.TrackingNumber);
        json.WriteBoolean("repeat", taken.IsRepeat);
    });

    public static WebhookReply Refused(int status, IReadOnlyList<FormFault> faults) => Write(status, json =>
    {
        json.WriteBoolean("accepted", false);
        json.WriteStartArray("errors");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("field", fault.Field);
            json.WriteString("code", fault.Code);
            json.WriteString("message", fault.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static WebhookReply Write(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return new WebhookReply(status, "application/json", buffer.WrittenMemory);
    }
}
