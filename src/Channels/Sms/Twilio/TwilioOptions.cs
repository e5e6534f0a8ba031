using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>Settings of a <c>twilio</c> channel.</summary>
internal sealed record TwilioOptions
{
    /// <summary>The account (or subaccount) that owns the number: <c>AC</c> and 32 hexadecimal digits.</summary>
    [Required]
    public string AccountSid { get; init; } = "";

    /// <summary>
    /// The account's auth tokens that may have signed a request, the primary one first; while tokens are being changed the old and the new one. They
    /// are secrets. Without an API key the first one also logs in.
    /// </summary>
    [Required]
    [MinLength(1, ErrorMessage = "At least one auth token is needed: Twilio signs with it.")]
    [MaxLength(4, ErrorMessage = "At most 4 auth tokens.")]
    public IReadOnlyList<string> AuthTokens { get; init; } = [];

    /// <summary>An API key (<c>SK…</c>) for requests to Twilio, in place of the auth token.</summary>
    public string? ApiKeySid { get; init; }

    /// <summary>The key's secret.</summary>
    public string? ApiKeySecret { get; init; }

    /// <summary>
    /// Where Twilio finds this channel, exactly as it stands in Twilio's console, without query: <c>https://ingest.example.az/hooks/sms</c>.
    /// Signatures are checked over it, never over what a request says of itself.
    /// </summary>
    [Required]
    public string PublicUrl { get; init; } = "";

    /// <summary>The number (E.164), short code or registered name that SMS are sent from. None of the three senders: the channel only receives.</summary>
    public string? From { get; init; }

    /// <summary>The messaging service (<c>MG…</c>) that picks the number to send from.</summary>
    public string? MessagingServiceSid { get; init; }

    /// <summary>The WhatsApp sender's number: <c>+994…</c>, with or without <c>whatsapp:</c> before it.</summary>
    public string? WhatsAppFrom { get; init; }

    /// <summary>Templates for WhatsApp answers that come later than free text may, by the answer's language. Without one such an answer is refused.</summary>
    public TwilioTemplates? WhatsAppTemplates { get; init; }

    /// <summary>The countries (ISO 3166-1: AZ, TR) whose numbers are answered. Messages of all others are taken and not answered.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Answer numbers of every country: whoever writes from an expensive one makes us pay.</summary>
    public bool AllowAllCountries { get; init; }

    /// <summary>Most SMS that one answer may be sent as; a longer one is refused.</summary>
    [Range(1, 24)]
    public int MaxSegments { get; init; } = 4;

    /// <summary>Let Twilio replace typographic quotes and dashes that would double the price. It does nothing for Turkish or Persian letters.</summary>
    public bool SmartEncoded { get; init; }

    /// <summary>Minutes after which an SMS that still waits at Twilio is dropped.</summary>
    [Range(1, 600)]
    public int ValidForMinutes { get; init; } = 60;

    /// <summary>Ask Twilio to report at <see cref="PublicUrl"/> what became of each answer.</summary>
    public bool StatusReports { get; init; } = true;

    /// <summary>Read the account's message list too: Twilio does not repeat a hook that failed.</summary>
    public bool Poll { get; init; } = true;

    /// <summary>
    /// Our numbers as customers write to them (<c>+994…</c>, <c>whatsapp:+994…</c>); the poll takes messages to these. <see cref="From"/> and
    /// <see cref="WhatsAppFrom"/> belong to them by themselves, and all messages of <see cref="MessagingServiceSid"/>.
    /// </summary>
    [MaxLength(20, ErrorMessage = "At most 20 numbers.")]
    public IReadOnlyList<string> ReceivesAt { get; init; } = [];

    /// <summary>Hours that each poll looks back, for messages that come into the list late.</summary>
    [Range(6, 168)]
    public int PollOverlapHours { get; init; } = 48;

    /// <summary>Further words with which customers of this channel end automatic messages.</summary>
    [MaxLength(50, ErrorMessage = "At most 50 words.")]
    public IReadOnlyList<string> MoreStopWords { get; init; } = [];

    /// <summary>Twilio's API; another one for accounts in a region: <c>https://api.dublin.ie1.twilio.com</c>.</summary>
    public string ApiUrl { get; init; } = "https://api.twilio.com";

    /// <summary>Largest body of a hook in bytes; a larger one is answered 413. Of a larger message in the list the texts are cut.</summary>
    [Range(16 * 1024, 1024 * 1024)]
    public int MaxBytes { get; init; } = 128 * 1024;

    /// <summary>Never the values: there are secrets among them.</summary>
    public override string ToString() => nameof(TwilioOptions);
}
