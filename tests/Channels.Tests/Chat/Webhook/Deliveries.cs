using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Webhook;

namespace Channels.Tests.Chat.Webhook;

/// <summary>Deliveries as a chatbot signs them.</summary>
internal static class Deliveries
{
    /// <summary>Key bytes 01..20 hex, 21..40 hex, and another channel's.</summary>
    public const string Current = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    public const string Previous = "whsec_ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=";
    public const string Foreign = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2A=";

    public static IWebhookReceiver Receiver { get; } = Open(new WebhookOptions { Secrets = [Current, Previous] }).Receiver!;

    public static ChannelParts Open(WebhookOptions options, HttpClient? http = null, TimeProvider? time = null) =>
        new WebhookConnector().Open(TestSetup.For("one", options, http, time));

    public static byte[] Body(string text, string message = "m-1") => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "message.created",
        timestamp = "2026-11-21T09:29:58Z",
        data = new { conversationId = "c-17", messageId = message, text, sender = new { id = "u-5", name = "Aygün" } },
    });

    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

    public static SampleRequest Signed(string id, byte[] body, string secret = Current, DateTimeOffset? at = null)
    {
        var time = at ?? TestSetup.Now;
        return new SampleRequest { Body = body }
            .WithHeader("Content-Type", "application/json")
            .WithHeader("webhook-id", id)
            .WithHeader("webhook-timestamp", time.ToUnixTimeSeconds().ToString())
            .WithHeader("webhook-signature", WebhookSignature.Sign(WebhookSignature.KeyOf(secret), id, time, body));
    }

    public static OfferedMessage Offered(string json) => new() { ExternalId = "msg_1", Raw = Utf8(json), ArrivedAt = TestSetup.Now };
}
