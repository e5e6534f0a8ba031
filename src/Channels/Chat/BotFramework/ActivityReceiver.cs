namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>
/// Takes activities that the Bot Connector posts, known by its signed token. What is no message is answered 200: the Connector sends typing, joining and
/// much else to every bot.
/// </summary>
internal sealed class ActivityReceiver(BotFrameworkOptions options, ProviderKeys keys) : IWebhookReceiver
{
    private static readonly WebhookVerdict.Refuse Missing = new(401, "token-missing");
    private static readonly WebhookVerdict.Refuse Malformed = new(403, "token-malformed");
    private static readonly WebhookVerdict.Refuse JsonBroken = new(400, "json-broken");
    private static readonly WebhookVerdict.Refuse TypeMissing = new(422, "type-missing");
    private static readonly WebhookVerdict.Answer NoMessage = new(new WebhookReply(200, "", ReadOnlyMemory<byte>.Empty));

    /// <summary>An invoke waits for a result within HTTP 200; this one is for bots that do not know it.</summary>
    private static readonly WebhookVerdict.Answer NotImplemented = new(new WebhookReply(200, "application/json", "{\"status\":501}"u8.ToArray()));

    private static readonly WebhookReply Accepted = new(200, "", ReadOnlyMemory<byte>.Empty);

    /// <summary>Our answer comes later, as one of its own.</summary>
    private static readonly WebhookReply NoReplies = new(200, "application/json", "{\"activities\":[]}"u8.ToArray());

    private readonly TokenRules _rules = new(options);

    public int MaxBytes => options.MaxBytes;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/json"];

    public bool AnswersGet => false;

    /// <summary>Only a token that could be good is worth a key: whose claims say nothing for us costs the provider nothing.</summary>
    public ValueTask PrepareAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        BotToken.Read(request.Header("Authorization")) is { } token && _rules.FaultOfClaims(token, request.ReceivedAt) is null
            ? keys.PrepareAsync(token, cancellationToken)
            : ValueTask.CompletedTask;

    public WebhookVerdict Receive(WebhookRequest request)
    {
        var authorization = request.Header("Authorization");
        if (!BotToken.IsBearer(authorization))
        {
            return Missing;
        }

        if (BotToken.Read(authorization) is not { } token)
        {
            return Malformed;
        }

        var key = keys.Current?.Find(token);
        if ((_rules.FaultOfClaims(token, request.ReceivedAt) ?? TokenRules.FaultOfSignature(token, key)) is { } fault)
        {
            return new WebhookVerdict.Refuse(403, fault);
        }

        using var json = ChatJson.Parse(request.Body);
        if (json is null)
        {
            return JsonBroken;
        }

        var activity = json.RootElement;
        if (TokenRules.FaultOfActivity(token, key!, activity.Text("serviceUrl"u8, 500, []), activity.Id("channelId"u8)) is { } mismatch)
        {
            return activity.Has("type"u8) ? new WebhookVerdict.Refuse(403, mismatch) : TypeMissing;
        }

        return activity.Id("type"u8) switch
        {
            null => TypeMissing,
            "invoke" => NotImplemented,
            "message" or "messageUpdate" or "messageDelete" when options.Groups || !activity.Field("conversation"u8).IsTrue("isGroup"u8) => new WebhookVerdict.Take(
            [
                new OfferedMessage { ExternalId = ActivityKey.ExternalId(activity, request.Body.Span), Raw = request.Body.ToArray() },
            ])
            {
                Reply = activity.Id("deliveryMode"u8) == "expectReplies" ? _ => NoReplies : _ => Accepted,
            },
            _ => NoMessage,
        };
    }
}
