using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Sends one SMS or WhatsApp message. Twilio drops no repeats, so an uncertain try is looked up in its list before any other: the customer would get,
/// and we would pay for, a second message.
/// </summary>
internal sealed class TwilioSender(ChannelSetup setup, TwilioOptions options, TwilioApi api) : IMessageSender
{
    private const int MaxText = 1600;

    /// <summary>WhatsApp takes free text until 24 hours after the customer's last message, by its own clock.</summary>
    private static readonly TimeSpan WhatsAppWindow = TimeSpan.FromHours(23.5);

    private readonly TwilioReach _reach = new(options);
    private readonly TwilioSearch _search = new(setup, api);
    private readonly string? _whatsAppFrom = TwilioOwnAddresses.WhatsApp(options);

    public RepeatSafety RepeatSafety => RepeatSafety.Searchable;

    public bool CanReach(ContactPoint to) => _reach.Includes(to);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!CanReach(message.To))
        {
            return new SendResult(SendOutcome.Refused, "not-reachable");
        }

        var isSms = message.To.Kind == ContactPointKind.Phone;
        var segments = isSms ? SmsAlphabet.Segments(message.Text) : (int?)null;
        if (message.Text.Length > MaxText || segments > options.MaxSegments)
        {
            return new SendResult(SendOutcome.Refused, "text-too-long") { Segments = segments };
        }

        var isLate = IsLate(message);
        var template = isLate ? options.WhatsAppTemplates?.Of(message.Language) : null;
        if (isLate && (template is null || message.TrackingNumber is null))
        {
            return new SendResult(SendOutcome.Refused, options.WhatsAppTemplates is null ? "whatsapp-window-over" : $"whatsapp-no-template-{message.Language}");
        }

        using var content = new WatchedContent(Encoding.UTF8.GetBytes(FormOf(message, isSms, template)), "application/x-www-form-urlencoded");
        using var request = api.Post(api.Messages, content);
        return await HttpSending.SendAsync(setup.Http, request, JudgeAsync, cancellationToken);

        async ValueTask<SendResult> JudgeAsync(HttpResponseMessage response, CancellationToken stop)
        {
            var result = TwilioErrors.ResultOf(response, await TwilioAnswer.ReadAsync(response, stop), setup.Time);
            return result with { Segments = isSms ? result.Segments ?? segments : null };
        }
    }

    public async Task<SendResult?> FindAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var found = await _search.FindAsync(message, cancellationToken);

        // As a template it would stand in the list with other words.
        return found is null && IsLate(message) ? new SendResult(SendOutcome.Uncertain, "search-template") : found;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Stands for a stable id in the status callback's URL, which proxies log: it says nothing about the message.</summary>
    internal static string MarkOf(string stableId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stableId)).AsSpan(0, 16));

    private bool IsLate(OutboundMessage message) => message.To.Kind != ContactPointKind.Phone && setup.Time.GetUtcNow() - (message.LastHeardAt ?? message.CreatedAt) > WhatsAppWindow;

    private string FormOf(OutboundMessage message, bool isSms, string? template)
    {
        var form = new StringBuilder();
        Add("To", message.To.Value);
        Add("From", isSms ? options.From : _whatsAppFrom);
        if (template is null)
        {
            Add("Body", message.Text);
        }
        else
        {
            Add("ContentSid", template);
            Add("ContentVariables", $$"""{"1":"{{message.TrackingNumber![..4]}}-{{message.TrackingNumber[4..8]}}-{{message.TrackingNumber[8..]}}"}""");
        }

        if (isSms)
        {
            Add("MessagingServiceSid", options.MessagingServiceSid);
            Add("ValidityPeriod", (options.ValidForMinutes * 60).ToString(CultureInfo.InvariantCulture));
            Add("SmartEncoded", options.SmartEncoded ? "true" : null);
        }

        Add("StatusCallback", options.StatusReports ? $"{options.PublicUrl}?answer={MarkOf(message.StableId)}" : null);
        return form.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                form.Append(form.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }
}
