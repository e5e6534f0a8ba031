using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.ServiceBus;

namespace Channels.Tests.Chat.ServiceBus;

/// <summary>What bots put into the queue, and the channel that reads it.</summary>
internal static class Bots
{
    public const string Key = "c2FtcGxlLWtleS1mb3ItZG9jcy1vbmx5LTMyYnl0ZXM=";
    public const string OtherKey = "b3RoZXItc2FtcGxlLWtleS1mb3ItZG9jcy0zMmJ5dGU=";

    public static ServiceBusOptions Options(string endpoint) => new()
    {
        Endpoint = endpoint,
        Queue = "complaints",
        ReplyQueue = "replies",
        KeyName = "ingestion-listen",
        Keys = [Key],
        EmptySeconds = 0,
        MaxMessageBytes = 64 * 1024,
    };

    public static ChannelParts Open(ServiceBusOptions options, HttpClient http, TimeProvider? time = null) =>
        new ServiceBusConnector().Open(TestSetup.For("one", options, http, time));

    public static string Event(string text) => JsonSerializer.Serialize(new
    {
        type = "message.created",
        data = new { conversationId = "c-17", text, sender = new { id = "u-5", name = "Aygün" } },
    });

    public static OfferedMessage Offered(string body, string? context = null) => new() { ExternalId = "7@1", Raw = Encoding.UTF8.GetBytes(body), ArrivedAt = TestSetup.Now, Context = context };
}
