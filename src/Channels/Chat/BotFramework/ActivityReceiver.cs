using System.Text.Json;

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
        var token = BotToken.Read(authorization);
        var key = token is null ? null : keys.Current?.Find(token);
        if (!request.IsVouchedFor && FaultOf(request, authorization, token, key) is { } refusal)
        {
            return refusal;
        }

        using var json = JsonFields.Parse(request.Body);
        if (json is null)
        {
            return JsonBroken;
        }

        var activity = json.RootElement;
        if (activity.Id("type"u8) is not { } type)
        {
            return TypeMissing;
        }

        return !request.IsVouchedFor && TokenRules.FaultOfActivity(token!, key!, activity.Text("serviceUrl"u8, 500, []), activity.Id("channelId"u8)) is { } mismatch
            ? new WebhookVerdict.Refuse(403, mismatch)
            : Content(type, activity, request.Body);
    }

    private WebhookVerdict.Refuse? FaultOf(WebhookRequest request, string? authorization, BotToken? token, SigningKey? key) =>
        !BotToken.IsBearer(authorization) ? Missing
        : token is null ? Malformed
        : (_rules.FaultOfClaims(token, request.ReceivedAt) ?? TokenRules.FaultOfSignature(token, key)) is { } fault ? new WebhookVerdict.Refuse(403, fault)
        : null;

    private WebhookVerdict Content(string type, JsonElement activity, ReadOnlyMemory<byte> body) => type switch
    {
        "invoke" => NotImplemented,
        "message" or "messageUpdate" or "messageDelete" when options.Groups || !activity.Field("conversation"u8).IsTrue("isGroup"u8) => new WebhookVerdict.Take(
        [
            new OfferedMessage { ExternalId = ActivityKey.ExternalId(activity, body.Span), Raw = body.ToArray() },
        ])
        {
            Reply = activity.Id("deliveryMode"u8) == "expectReplies" ? _ => NoReplies : _ => Accepted,
        },
        _ => NoMessage,
    };
}
