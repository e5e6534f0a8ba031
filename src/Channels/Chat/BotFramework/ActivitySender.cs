using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>
/// Answers in the conversation, at the service that the customer's activity came from, if that is a host that may see our token. In a group it says
/// only what may be said publicly.
/// </summary>
internal sealed class ActivitySender(ChannelSetup setup, OAuthTokens tokens, ServiceHosts hosts) : IMessageSender
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public RepeatSafety RepeatSafety => RepeatSafety.Harmful;

    public bool CanReach(ContactPoint to) => PersonOf(to) is not null;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PersonOf(message.To) is not { } person)
        {
            return Refused("not-of-this-channel");
        }

        if (ActivityPlace.Parse(message.ConversationId) is not { } place)
        {
            return Refused("conversation-missing");
        }

        if (hosts.Allowed(place.ServiceUrl) is null)
        {
            return Refused("service-host-unknown");
        }

        return (place.IsGroup ? message.PublicText : message.Text) is { } text
            ? await SendAsync(place, person, message.InReplyTo is { Length: > 0 } id && ActivityPlace.IsSegment(id) ? id : null, text, cancellationToken)
            : Refused("no-public-text");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SendResult Refused(string reason) => new(SendOutcome.Refused, reason);

    /// <summary>The channel's own id of the person, behind <c>bot-channel:</c>.</summary>
    private static string? PersonOf(ContactPoint to)
    {
        var colon = to.Value.IndexOf(':', StringComparison.Ordinal);
        return to.Kind == ContactPointKind.Handle && to.Value.StartsWith(ActivityReader.Network, StringComparison.Ordinal) && colon > ActivityReader.Network.Length && colon < to.Value.Length - 1
            ? to.Value[(colon + 1)..]
            : null;
    }

    private async Task<SendResult> SendAsync(ActivityPlace place, string person, string? answered, string text, CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = await tokens.GetAsync(cancellationToken);
        }
        catch (ChannelFaultException fault)
        {
            return new SendResult(SendOutcome.Later, fault.Code) { RetryAfter = fault.RetryAfter, ChannelFault = fault.Permanent };
        }

        using var content = new WatchedContent(BodyOf(place, person, answered, text));
        using var request = new HttpRequestMessage(HttpMethod.Post, UrlOf(place, answered)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        // The provider counts what a bot says in each conversation.
        RateScope.Set(request, $"{place.ServiceUrl} {place.Conversation}");
        var result = await HttpSending.SendAsync(setup.Http, request, JudgeAsync, cancellationToken);
        if (result.Reason == "http-401")
        {
            tokens.Reject(token);
        }

        return result;
    }

    private static Uri UrlOf(ActivityPlace place, string? answered) => new(
        $"{place.ServiceUrl.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(place.Conversation)}/activities{(answered is null ? "" : "/" + Uri.EscapeDataString(answered))}");

    private async ValueTask<SendResult> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new SendResult(SendOutcome.Sent, HttpFaults.CodeOf(response)) { ProviderId = await IdOf(response, cancellationToken) },
        403 => Refused("http-403"),
        412 => new SendResult(SendOutcome.Later, "http-412") { RetryAfter = HttpFaults.RetryAfterOf(response, setup.Time) },
        _ => HttpFaults.ResultOf(response, setup.Time),
    };

    /// <summary>It is sent, whether or not the rest of the answer comes.</summary>
    private static async Task<string?> IdOf(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonFields.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return json?.RootElement.Id("id"u8);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> BodyOf(ActivityPlace place, string person, string? answered, string text)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteString("text", text);
        json.WriteString("textFormat", "plain");
        if (answered is not null)
        {
            json.WriteString("replyToId", answered);
        }

        WriteId(json, "from", place.Bot);
        WriteId(json, "recipient", person);
        WriteId(json, "conversation", place.Conversation);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteId(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("id", id);
        json.WriteEndObject();
    }
}
