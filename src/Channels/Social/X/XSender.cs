using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>
/// Answers by direct message or public reply, as the settings say. X has no idempotency key: a direct message whose answer is lost is not repeated. A
/// public reply ends with a mark of its own, so that equal texts differ between customers and a repeat of one is refused as a duplicate: it is repeated.
/// </summary>
internal sealed class XSender(XOptions options, XApi api, XLogin login) : IMessageSender
{
    private const int MaxMessage = 10_000;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public RepeatSafety RepeatSafety => RepeatSafety.Harmful;

    public bool CanReach(ContactPoint to) =>
        to.Kind == ContactPointKind.Handle && to.Value.StartsWith(XReader.Network, StringComparison.Ordinal) && XId.IsId(to.Value[XReader.Network.Length..]);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!CanReach(message.To))
        {
            return new SendResult(SendOutcome.Refused, "not-of-this-channel");
        }

        if (message.PublicText is not { } publicText)
        {
            return await SendPrivatelyAsync(message, cancellationToken);
        }

        switch (options.Reply)
        {
            case "none":
                return new SendResult(SendOutcome.Refused, "replies-turned-off");
            case "public":
                return await ReplyAsync(message, publicText, cancellationToken);
            case "private":
                return await SendPrivatelyAsync(message, cancellationToken);
            case var _ when message.UncertainSince is not null:
                // Of tries that may have arrived only public ones are repeated: that the direct message was refused is known.
                return await ReplyAsync(message, publicText, cancellationToken);
            default:
                var privately = await SendPrivatelyAsync(message, cancellationToken);
                if (privately.Outcome != SendOutcome.Refused)
                {
                    return privately;
                }

                // The reason tells who looks into it that the number did not reach the customer.
                var publicly = await ReplyAsync(message, publicText, cancellationToken);
                return publicly.Outcome == SendOutcome.Sent ? publicly with { Reason = $"{publicly.Reason}-in-public" } : publicly;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Stands at the end of a public reply: five letters that say nothing and differ between answers.</summary>
    public static string MarkOf(string stableId)
    {
        const string letters = "abcdefghjkmnpqrstuvwxyz23456789";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(stableId));
        return string.Create(5, hash, (mark, bytes) =>
        {
            for (var n = 0; n < mark.Length; n++)
            {
                mark[n] = letters[bytes[n] % letters.Length];
            }
        });
    }

    private async Task<SendResult> SendPrivatelyAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        if (message.Text.Length > MaxMessage)
        {
            return new SendResult(SendOutcome.Refused, "text-too-long");
        }

        var body = BodyOf(json => json.WriteString("text", message.Text));
        var result = await PostAsync($"/2/dm_conversations/with/{message.To.Value[XReader.Network.Length..]}/messages", body, "dm_event_id", cancellationToken);

        // A fault of X's own may have come after it was sent. Of public replies X refuses the repeat, of direct messages it does not.
        return result is { Outcome: SendOutcome.Later, Reason: "http-500" or "http-502" or "http-504" } ? result with { Outcome = SendOutcome.Uncertain } : result;
    }

    private async Task<SendResult> ReplyAsync(OutboundMessage message, string text, CancellationToken cancellationToken)
    {
        if (message.InReplyTo is not { } answered || !answered.StartsWith("post:", StringComparison.Ordinal) || !XId.IsId(answered[5..]))
        {
            return new SendResult(SendOutcome.Refused, "no-post-to-answer");
        }

        text = $"{text} ({MarkOf(message.StableId)})";
        if (XText.WeightOf(text) > XText.MaxWeight)
        {
            return new SendResult(SendOutcome.Refused, "text-too-long");
        }

        if (!options.AllowLinks && XText.HasLink(text))
        {
            return new SendResult(SendOutcome.Refused, "link-not-allowed");
        }

        var body = BodyOf(json =>
        {
            json.WriteString("text", text);
            json.WriteStartObject("reply");
            json.WriteString("in_reply_to_tweet_id", answered[5..]);
            json.WriteEndObject();
        });
        var result = await PostAsync("/2/tweets", body, "id", cancellationToken);
        return result.Outcome == SendOutcome.Uncertain ? result with { Repeat = RepeatSafety.Idempotent } : result;
    }

    private async Task<SendResult> PostAsync(string path, ReadOnlyMemory<byte> body, string idName, CancellationToken cancellationToken)
    {
        using var content = new WatchedContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, api.UrlOf(path)) { Content = content };
        try
        {
            await login.AuthorizeAsync(request, cancellationToken);
        }
        catch (ChannelFaultException fault)
        {
            return new SendResult(SendOutcome.Later, fault.Code) { RetryAfter = fault.RetryAfter, ChannelFault = fault.Permanent, Held = fault.RetryAfter is not null };
        }

        return await HttpSending.SendAsync(api.Http, request, JudgeAsync, cancellationToken);

        async ValueTask<SendResult> JudgeAsync(HttpResponseMessage response, CancellationToken stop)
        {
            if (response.IsSuccessStatusCode)
            {
                return new SendResult(SendOutcome.Sent, HttpFaults.CodeOf(response)) { ProviderId = await ProviderIdOf(response, idName, stop) };
            }

            if ((int)response.StatusCode == 401)
            {
                login.Reject(request);
            }

            return Judge(response, XProblem.Read(await BodyOfAsync(response, stop)));
        }
    }

    private SendResult Judge(HttpResponseMessage response, XProblem problem)
    {
        if (problem.IsUsageCapped)
        {
            return new SendResult(SendOutcome.Later, "credits-used") { ChannelFault = true };
        }

        return (int)response.StatusCode switch
        {
            403 when problem.IsDuplicate => new SendResult(SendOutcome.Sent, "sent-before"),
            403 when problem.IsOurs => new SendResult(SendOutcome.Later, "app-not-permitted") { ChannelFault = true },
            403 => new SendResult(SendOutcome.Refused, "not-permitted-here"),
            408 or 425 or 429 => new SendResult(SendOutcome.Later, HttpFaults.CodeOf(response)) { RetryAfter = XProblem.ResetOf(response, api.Time) },
            _ => HttpFaults.ResultOf(response, api.Time),
        };
    }

    /// <summary>It is sent, whether or not the rest of the answer comes.</summary>
    private static async Task<string?> ProviderIdOf(HttpResponseMessage response, string name, CancellationToken cancellationToken)
    {
        using var json = JsonFields.Parse(await BodyOfAsync(response, cancellationToken));
        return json?.RootElement.Field("data"u8).Id(Encoding.ASCII.GetBytes(name));
    }

    /// <summary>Nothing when it breaks off: the status alone decides then.</summary>
    private static async Task<ReadOnlyMemory<byte>> BodyOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return default;
        }
    }

    private static ReadOnlyMemory<byte> BodyOf(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
