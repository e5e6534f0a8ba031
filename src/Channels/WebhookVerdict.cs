namespace Ingestion.Channels;

/// <summary>What a receiver makes of a request.</summary>
public abstract record WebhookVerdict
{
    private WebhookVerdict()
    {
    }

    /// <summary>Messages to accept. The reply is sent after the commit.</summary>
    public sealed record Take(IReadOnlyList<OfferedMessage> Messages) : WebhookVerdict
    {
        /// <summary>
        /// Makes the reply once the messages are accepted, from what became of the first one. Null: 202 without a body.
        /// </summary>
        public Func<TakenMessage, WebhookReply>? Reply { get; init; }

        /// <summary>Wait up to this long for the first message's registration, so that the reply can show its tracking number.</summary>
        public TimeSpan AwaitRegistration { get; init; }
    }

    /// <summary>Nothing to accept, an answer all the same: a page, a challenge, an event that is no message.</summary>
    public sealed record Answer(WebhookReply Reply) : WebhookVerdict;

    /// <summary>The provider tells what became of messages of ours; the reply is sent after they are recorded. Null: 204.</summary>
    public sealed record Report(IReadOnlyList<DeliveryReceipt> Receipts) : WebhookVerdict
    {
        public WebhookReply? Reply { get; init; }
    }

    /// <summary>
    /// Not authentic, not well-formed or not allowed. Counted by <paramref name="Reason"/>; stored nowhere, but for an operator where the channel is
    /// observed and <paramref name="Status"/> is 401 or 403.
    /// </summary>
    /// <param name="Status">400, 401, 403, 409, 413, 415 or 422.</param>
    /// <param name="Reason">Short and stable: <c>signature-missing</c>, <c>timestamp-too-old</c>. Not told to the caller when Status is 401.</param>
    public sealed record Refuse(int Status, string Reason) : WebhookVerdict
    {
        /// <summary>What to show instead of the host's plain answer: a form page with its faults.</summary>
        public WebhookReply? Reply { get; init; }
    }
}
