using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>
/// Posts replies to the callback URL, signed as deliveries to us are. The id is the same at every try and the receiver drops what it
/// knows, so an uncertain try may be repeated. Answers' bodies are not read, redirects not followed.
/// </summary>
internal sealed class WebhookSender(ChannelSetup setup, Uri callback, byte[] key) : IMessageSender
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _network = $"{setup.Channel}:";

    public RepeatSafety RepeatSafety => RepeatSafety.Idempotent;

    public bool CanReach(ContactPoint to) =>
        to.Kind == ContactPointKind.Handle && to.Value.Length > _network.Length && to.Value.StartsWith(_network, StringComparison.Ordinal);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!CanReach(message.To))
        {
            return new SendResult(SendOutcome.Refused, "not-of-this-channel");
        }

        var body = BodyOf(message);
        using var content = new WatchedContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, callback) { Content = content };
        var id = IdOf(message.StableId);
        var now = setup.Time.GetUtcNow();
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, id, now, body.Span));
        return await HttpSending.SendAsync(setup.Http, request, (response, _) => ValueTask.FromResult(Judge(response)), cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The stable id where it can be a webhook-id; otherwise what only it hashes to.</summary>
    internal static string IdOf(string stableId) =>
        stableId.Length is > 0 and <= 64 && stableId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? stableId
            : $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stableId)).AsSpan(0, 20))}";

    private SendResult Judge(HttpResponseMessage response) =>
        response.RequestMessage?.RequestUri is { } answered && answered != callback
            ? new SendResult(SendOutcome.Uncertain, "redirect-followed") { ChannelFault = true }
            : HttpFaults.ResultOf(response, setup.Time);

    private ReadOnlyMemory<byte> BodyOf(OutboundMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        json.WriteString("type", "message.reply");
        json.WriteString("timestamp", message.CreatedAt.UtcDateTime);
        json.WriteStartObject("data");
        json.WriteString("conversationId", message.ConversationId ?? message.To.Value[_network.Length..]);
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
