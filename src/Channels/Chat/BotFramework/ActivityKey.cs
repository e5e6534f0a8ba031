using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>What activities are known by.</summary>
internal static class ActivityKey
{
    private const int MaxKey = 400;

    /// <summary><c>channel|conversation|id</c>, the same for all versions of a message; null when it has no id, or no conversation.</summary>
    public static string? Identity(JsonElement activity)
    {
        if (activity.Id("channelId"u8) is not { } channel || activity.Field("conversation"u8).Id("id"u8) is not { } conversation || activity.Id("id"u8) is not { } id)
        {
            return null;
        }

        var key = $"{Uri.EscapeDataString(channel)}|{Uri.EscapeDataString(conversation)}|{Uri.EscapeDataString(id)}";
        return key.Length <= MaxKey ? key : Digest(Encoding.UTF8.GetBytes(key));
    }

    /// <summary>
    /// The identity for a message. Versions come under the id of what they change, so the body's digest tells them apart; so it does for messages without an
    /// id, whose repeats are equal bytes.
    /// </summary>
    public static string ExternalId(JsonElement activity, ReadOnlySpan<byte> body) => activity.Id("type"u8) switch
    {
        "messageUpdate" => $"{Identity(activity) ?? "-"}|update|{Digest(body)}",
        "messageDelete" => $"{Identity(activity) ?? Digest(body)}|delete",
        _ => Identity(activity) ?? Digest(body),
    };

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 20));
}
