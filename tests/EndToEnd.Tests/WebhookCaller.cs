using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests;

/// <summary>A chatbot that signs what it posts (Standard Webhooks, version v1).</summary>
internal static class WebhookCaller
{
    /// <summary>One customer's message as the webhook connector expects it.</summary>
    public static byte[] Body(string id, string customer, string text) =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = "message.created",
            ["timestamp"] = "2026-11-21T09:30:00Z",
            ["data"] = new JsonObject
            {
                ["conversationId"] = customer,
                ["messageId"] = id,
                ["text"] = text,
                ["sender"] = new JsonObject { ["id"] = customer },
            },
        }.ToJsonString());

    public static HttpRequestMessage Signed(Uri url, string id, byte[] body, DateTimeOffset? at = null, string key = Channels.SigningKey)
    {
        var timestamp = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Signature(id, timestamp, body, key));
        return request;
    }

    public static string Signature(string id, string timestamp, byte[] body, string key)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key["whsec_".Length..]), signed));
    }
}
