using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>
/// Sends by <c>sendMessage</c>, as plain text. A bot cannot begin a conversation: whoever has not started or has blocked it is refused. There is no
/// idempotency key. To somebody who wrote in a group it writes privately; when that person never started the bot, it answers in the group with what
/// may be said publicly.
/// </summary>
internal sealed class TelegramSender(TelegramApi api) : IMessageSender
{
    private const int MaxText = 4096;
    private const int MaxMigrations = 1000;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<long, long> _migrated = new();

    public RepeatSafety RepeatSafety => RepeatSafety.Harmful;

    public bool CanReach(ContactPoint to) => PersonOf(to) is not null;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PersonOf(message.To) is not { } person)
        {
            return new SendResult(SendOutcome.Refused, "not-of-this-channel");
        }

        var place = TelegramPlace.Parse(message.ConversationId) ?? new TelegramPlace(person);
        var answered = TelegramKey.Parse(message.InReplyTo);
        if (!place.IsGroup)
        {
            return await SendAsync(place, answered, message.Text, cancellationToken);
        }

        var privately = await SendAsync(new TelegramPlace(person), null, message.Text, cancellationToken);
        return privately.Outcome == SendOutcome.Refused && message.PublicText is { } publicly
            ? await SendAsync(place, answered, publicly, cancellationToken)
            : privately;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static long? PersonOf(ContactPoint to) =>
        to.Kind == ContactPointKind.Handle && to.Value.StartsWith(TelegramReader.Network, StringComparison.Ordinal)
        && TelegramPlace.Parse(to.Value[TelegramReader.Network.Length..]) is { Chat: > 0, Thread: null, Business: null, Writer: null } place
            ? place.Chat
            : null;

    private async Task<SendResult> SendAsync(TelegramPlace place, TelegramKey? answered, string text, CancellationToken cancellationToken)
    {
        place = _migrated.TryGetValue(place.Chat, out var known) ? place with { Chat = known, Thread = null } : place;
        var (result, error) = await TryAsync(place, answered, text, cancellationToken);
        if (result.Outcome != SendOutcome.Refused || error.MigratedTo is not (< 0 and { } moved) || moved == place.Chat)
        {
            return result;
        }

        // Refused for this alone: the group has another id since it became a larger one. Its topics and message ids are new as well.
        if (_migrated.Count < MaxMigrations)
        {
            _migrated[place.Chat] = moved;
        }

        return (await TryAsync(place with { Chat = moved, Thread = null }, null, text, cancellationToken)).Result;
    }

    private async Task<(SendResult Result, TelegramError Error)> TryAsync(TelegramPlace place, TelegramKey? answered, string text, CancellationToken cancellationToken)
    {
        var error = TelegramError.None;
        using var content = new WatchedContent(BodyOf(place, answered, text));
        using var request = new HttpRequestMessage(HttpMethod.Post, api.UrlOf("sendMessage")) { Content = content };

        // Telegram counts what a bot says in each chat, and all of it.
        RateScope.Set(request, place.Chat.ToString(CultureInfo.InvariantCulture));
        var result = await HttpSending.SendAsync(
            api.Http,
            request,
            async (response, stop) =>
            {
                if (response.IsSuccessStatusCode)
                {
                    return new SendResult(SendOutcome.Sent, HttpFaults.CodeOf(response)) { ProviderId = await ProviderIdOf(response, stop) };
                }

                error = await TelegramError.ReadAsync(response, api.Time, stop);
                return Judge(response, error);
            },
            cancellationToken);
        return (result, error);
    }

    /// <summary>The texts are no contract: they only make reasons more telling.</summary>
    private SendResult Judge(HttpResponseMessage response, TelegramError error) => (int)response.StatusCode switch
    {
        400 => new SendResult(SendOutcome.Refused, error.Says("chat not found") ? "chat-not-found" : error.MigratedTo is not null ? "chat-migrated" : "http-400"),
        403 => new SendResult(SendOutcome.Refused, error.Says("blocked") ? "bot-blocked" : error.Says("deactivated") ? "user-deactivated" : "http-403"),
        404 => new SendResult(SendOutcome.Later, "http-404") { ChannelFault = true },
        504 => new SendResult(SendOutcome.Uncertain, "http-504"),
        _ => HttpFaults.ResultOf(response, api.Time) with { RetryAfter = error.RetryAfter },
    };

    /// <summary>It is sent, whether or not the rest of the answer comes.</summary>
    private static async Task<string?> ProviderIdOf(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonFields.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var sent = json?.RootElement.Field("result"u8) ?? default;
            return sent.Field("chat"u8).Number("id"u8) is { } chat && sent.Number("message_id"u8) is { } number
                ? FormattableString.Invariant($"{chat}:{number}")
                : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> BodyOf(TelegramPlace place, TelegramKey? answered, string text)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        json.WriteNumber("chat_id", place.Chat);
        json.WriteString("text", PlainText.Clean(text, MaxText, []));
        if (place.Business is not null)
        {
            json.WriteString("business_connection_id", place.Business);
        }

        if (place.Thread is { } thread)
        {
            json.WriteNumber("message_thread_id", thread);
        }

        json.WriteStartObject("link_preview_options");
        json.WriteBoolean("is_disabled", true);
        json.WriteEndObject();
        if (answered?.Chat == place.Chat)
        {
            json.WriteStartObject("reply_parameters");
            json.WriteNumber("message_id", answered.Message);
            json.WriteBoolean("allow_sending_without_reply", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
