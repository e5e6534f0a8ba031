using System.Text;
using System.Text.Json.Nodes;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Telegram;

namespace Channels.Tests.Chat.Telegram;

/// <summary>Updates as Telegram makes them, for the bot 7000001 and the customer 5550001.</summary>
internal static class Updates
{
    public const string Token = "7000001:AAFq-CanaryToken_9x8y7z6w5v4u3t2s1r";
    public const string Secret = "hook-secret-of-this-channel_2026";
    public const string OldSecret = "hook-secret-of-last-year_2025";
    public const long Customer = 5550001;

    public static long Date { get; } = TestSetup.Now.AddSeconds(-5).ToUnixTimeSeconds();

    public static TelegramOptions Polling { get; } = new() { Token = Token };

    public static TelegramOptions Hooked { get; } = new() { Token = Token, SecretTokens = [Secret, OldSecret] };

    public static ChannelParts Open(TelegramOptions options, HttpClient? http = null, TimeProvider? time = null) =>
        new TelegramConnector().Open(TestSetup.For("one", options, http, time));

    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

    /// <summary>A text in a private chat.</summary>
    public static string Text(long update, string text, long? message = null, string more = "") =>
        Wrap(update, "message", Message(message ?? update, $"\"text\":{Quote(text)}{more}"));

    public static string Wrap(long update, string kind, string message) => $$"""{"update_id":{{update}},"{{kind}}":{{message}}}""";

    public static string Message(long message, string content) =>
        $$"""
        {"message_id":{{message}},"from":{"id":{{Customer}},"is_bot":false,"first_name":"Aygün","last_name":"Əliyeva","username":"aygun","language_code":"az"},
         "chat":{"id":{{Customer}},"first_name":"Aygün","type":"private"},"date":{{Date}},{{content}}}
        """;

    /// <summary>In a group, by the customer or somebody else.</summary>
    public static string InGroup(long message, string content, long from = Customer, string type = "supergroup") =>
        $$"""{"message_id":{{message}},"from":{"id":{{from}},"is_bot":false,"first_name":"A"},"chat":{"id":-1001234567890,"title":"Istehlakçılar","type":"{{type}}"},"date":{{Date}},{{content}}}""";

    public static string Quote(string text) => JsonValue.Create(text)!.ToJsonString();

    public static OfferedMessage Offered(string json) => new() { ExternalId = "x", Raw = Utf8(json), ArrivedAt = TestSetup.Now };

    public static SampleRequest Posted(byte[] body, string? secret = Secret) => new SampleRequest { Body = body, Path = "/hooks/one" }
        .WithHeader("Content-Type", "application/json")
        .WithHeader("X-Telegram-Bot-Api-Secret-Token", secret);

    public static InboundMessage Read(string update, string? context = null) => new TelegramReader(7000001).Read(new AcceptedMessage
    {
        Id = 1, Channel = "one", ExternalId = "x", Raw = Utf8(update), AcceptedAt = TestSetup.Now, Context = context,
    });
}
