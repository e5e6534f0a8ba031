using System.Globalization;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>
/// Posts replies to the callback URL, signed as deliveries to us are. The id is the same at every try and the receiver drops what it
/// knows, so an uncertain try may be repeated. Answers' bodies are not read, redirects not followed.
/// </summary>
internal sealed class WebhookSender(ChannelSetup setup, Uri callback, byte[] key) : IMessageSender
{
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

        var body = ReplyEvent.Write(message, ReplyEvent.ConversationOf(message, _network));
        using var content = new WatchedContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, callback) { Content = content };
        var id = ReplyEvent.IdOf(message.StableId);
        var now = setup.Time.GetUtcNow();
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, id, now, body.Span));
        return await HttpSending.SendAsync(setup.Http, request, (response, _) => ValueTask.FromResult(Judge(response)), cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SendResult Judge(HttpResponseMessage response) =>
        response.RequestMessage?.RequestUri is { } answered && answered != callback
            ? new SendResult(SendOutcome.Uncertain, "redirect-followed") { ChannelFault = true }
            : HttpFaults.ResultOf(response, setup.Time);
}
