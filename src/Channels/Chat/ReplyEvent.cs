using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingestion.Channels.Chat;

/// <summary>Replies to programs that speak in events: <c>message.reply</c>, bare or in the envelope of CloudEvents 1.0.</summary>
internal static class ReplyEvent
{
    public const string Type = "message.reply";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The stable id where it is fit for headers and ids; otherwise what only it hashes to. At most 64 characters.</summary>
    public static string IdOf(string stableId) =>
        stableId.Length is > 0 and <= 64 && stableId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? stableId
            : $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stableId)).AsSpan(0, 20))}";

    /// <summary>The conversation to answer in: the one that the host names, or else what follows the channel in the handle.</summary>
    /// <param name="network">What handles of this channel begin with: <c>chatbot:</c>.</param>
    public static string ConversationOf(OutboundMessage message, string network) => message.ConversationId ?? message.To.Value[network.Length..];

    /// <param name="cloudSource">The <c>source</c> of a CloudEvent; null: no envelope.</param>
    public static ReadOnlyMemory<byte> Write(OutboundMessage message, string conversationId, string? cloudSource = null)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        if (cloudSource is not null)
        {
            json.WriteString("specversion", "1.0");
            json.WriteString("id", IdOf(message.StableId));
            json.WriteString("source", cloudSource);
            json.WriteString("datacontenttype", "application/json");
        }

        json.WriteString("type", Type);
        json.WriteString(cloudSource is null ? "timestamp" : "time", message.CreatedAt.UtcDateTime);
        json.WriteStartObject("data");
        json.WriteString("conversationId", conversationId);
        if (message.InReplyTo is not null)
        {
            json.WriteString("inReplyTo", message.InReplyTo);
        }

        json.WriteString("text", message.Text);
        json.WriteString("language", message.Language);
        if (message.TrackingNumber is not null)
        {
            json.WriteString("trackingNumber", message.TrackingNumber);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
