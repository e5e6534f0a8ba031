using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Takes Twilio's hooks: incoming messages and reports about ours, by POST or GET. The signature covers the configured public URL; what a proxy or a
/// caller writes into headers plays no part.
/// </summary>
internal sealed class TwilioReceiver(TwilioOptions options) : IWebhookReceiver
{
    private static readonly WebhookVerdict.Refuse Unsigned = new(401, "signature-missing");
    private static readonly WebhookVerdict.Refuse Forged = new(401, "signature-wrong");
    private static readonly WebhookVerdict.Refuse AccountMissing = new(422, "account-missing");
    private static readonly WebhookVerdict.Refuse OtherAccount = new(403, "account-other");
    private static readonly WebhookVerdict.Refuse SidMissing = new(422, "sid-missing");

    /// <summary>Any other text would be sent to the customer, or called an error.</summary>
    private static readonly WebhookReply NothingToSay = new(200, "text/xml", """<?xml version="1.0" encoding="UTF-8"?><Response></Response>"""u8.ToArray());

    private static readonly WebhookVerdict.Answer NoNews = new(new WebhookReply(204, "", ReadOnlyMemory<byte>.Empty));

    private readonly TwilioSignature _signature = new(options.PublicUrl, options.AuthTokens);

    public int MaxBytes => options.MaxBytes;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/x-www-form-urlencoded", "application/json"];

    public bool AnswersGet => true;

    public WebhookVerdict Receive(WebhookRequest request)
    {
        if (!request.IsVouchedFor && FaultOfSignature(request) is { } fault)
        {
            return fault;
        }

        var raw = string.Equals(request.Method, "GET", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(request.QueryString.TrimStart('?')) : request.Body.ToArray();
        var fields = TwilioFields.Read(raw);
        if (fields["AccountSid"] is not { } account)
        {
            return AccountMissing;
        }

        if (!string.Equals(account, options.AccountSid, StringComparison.Ordinal))
        {
            return OtherAccount;
        }

        var sid = fields["MessageSid"] ?? fields["SmsMessageSid"] ?? fields["SmsSid"];
        return !TwilioSid.IsSid(sid) ? SidMissing
            : TwilioStatus.IsReport(fields) ? ReportOf(sid, fields)
            : new WebhookVerdict.Take([new OfferedMessage { ExternalId = sid, Raw = raw }]) { Reply = _ => NothingToSay };
    }

    private WebhookVerdict.Refuse? FaultOfSignature(WebhookRequest request) =>
        request.Header(TwilioSignature.Header) is not { Length: > 0 } signature ? Unsigned
        : _signature.IsAuthentic(request, signature) ? null
        : Forged;

    private static WebhookVerdict ReportOf(string sid, TwilioFields fields) =>
        TwilioStatus.Read(sid, fields) is { } receipt ? new WebhookVerdict.Report([receipt]) : NoNews;
}
