using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Sms.Twilio;

namespace Channels.Tests.Sms.Twilio;

/// <summary>Requests as Twilio sends them and items as its message list holds them, made after its documentation.</summary>
internal static class TwilioSamples
{
    public const string Account = "AC00000000000000000000000000000001";
    public const string Token = "12345678901234567890123456789012";
    public const string OldToken = "abcdefabcdefabcdefabcdefabcdef00";
    public const string ForeignToken = "99999999999999999999999999999999";
    public const string PublicUrl = "https://ingest.example.com/hooks/twilio/sms";
    public const string OwnNumber = "+15005550006";
    public const string Customer = "+994501234567";

    public static TwilioOptions Options { get; } = new()
    {
        AccountSid = Account,
        AuthTokens = [Token, OldToken],
        PublicUrl = PublicUrl,
        From = OwnNumber,
        WhatsAppFrom = OwnNumber,
        Countries = ["AZ", "TR"],
    };

    public static IWebhookReceiver Receiver { get; } = Open(Options).Receiver!;

    public static ChannelParts Open(TwilioOptions options, HttpClient? http = null, TimeProvider? time = null, IMediaFetcher? media = null, DateTimeOffset? startDate = null) =>
        new TwilioConnector().Open(TestSetup.For("one", options, http, time, media) with { StartDate = startDate });

    public static string Sid(string delivery, string kind = "SM") => kind + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery)).AsSpan(0, 16));

    public static List<KeyValuePair<string, string>> Sms(string sid, string body) =>
    [
        new("AccountSid", Account), new("ApiVersion", "2010-04-01"), new("Body", body), new("From", Customer), new("FromCountry", "AZ"), new("MessageSid", sid),
        new("NumMedia", "0"), new("NumSegments", "1"), new("SmsMessageSid", sid), new("SmsSid", sid), new("SmsStatus", "received"), new("To", OwnNumber),
    ];

    public static List<KeyValuePair<string, string>> WhatsApp(string sid, string body) =>
    [
        new("MessageSid", sid), new("AccountSid", Account), new("From", "whatsapp:" + Customer), new("To", "whatsapp:" + OwnNumber), new("Body", body),
        new("ProfileName", "Aygün"), new("WaId", "994501234567"), new("NumMedia", "0"), new("SmsStatus", "received"), new("MessageType", "text"),
        new("ChannelMetadata", """{"type":"whatsapp","data":{"context":{}}}"""), new("ApiVersion", "2010-04-01"),
    ];

    public static List<KeyValuePair<string, string>> With(this List<KeyValuePair<string, string>> form, params (string Name, string Value)[] fields) =>
        [.. form.Where(one => !fields.Any(field => field.Name == one.Key)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];

    /// <summary>As Java's URLEncoder writes it: a blank is a plus sign.</summary>
    public static byte[] Encode(IEnumerable<KeyValuePair<string, string>> form) =>
        Encoding.ASCII.GetBytes(string.Join('&', form.Select(one => $"{Escape(one.Key)}={Escape(one.Value)}")));

    public static SampleRequest Post(IEnumerable<KeyValuePair<string, string>> form, string token = Token, string query = "") => Signed(Encode(form), token, query);

    public static SampleRequest Signed(byte[] body, string token = Token, string query = "") =>
        new SampleRequest { Body = body, QueryString = query }
            .WithHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .WithHeader("X-Twilio-Signature", Sign(PublicUrl + query, Decode(body), token))
            .WithHeader("I-Twilio-Idempotency-Token", "b0a6a2c0-31a7-4a2c-8f0e-0f3d4d2c9c11");

    public static SampleRequest Get(IEnumerable<KeyValuePair<string, string>> form)
    {
        var query = "?" + Encoding.ASCII.GetString(Encode(form));
        return new SampleRequest { Method = "GET", QueryString = query }.WithHeader("X-Twilio-Signature", Sign(PublicUrl + query, [], Token));
    }

    public static SampleRequest Json(string json, string token = Token)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var query = $"?bodySHA256={hash}";
        return new SampleRequest { Body = body, QueryString = query, Query = new Dictionary<string, string> { ["bodySHA256"] = hash } }
            .WithHeader("Content-Type", "application/json")
            .WithHeader("X-Twilio-Signature", Sign(PublicUrl + query, [], token));
    }

    public static string Sign(string url, IEnumerable<KeyValuePair<string, string>> form, string token)
    {
        var data = new StringBuilder(url);
        foreach (var (name, value) in form.Distinct().OrderBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal))
        {
            data.Append(name).Append(value);
        }

        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(data.ToString())));
    }

    /// <summary>An item of the message list, or the answer for one message.</summary>
    public static string Item(string sid, string body, DateTimeOffset at, string direction = "inbound", string from = Customer, string to = OwnNumber, int media = 0, string? service = null) =>
        JsonSerializer.Serialize(new
        {
            body,
            num_segments = "1",
            direction,
            from,
            date_updated = Date(at),
            price = (string?)null,
            error_message = (string?)null,
            uri = $"/2010-04-01/Accounts/{Account}/Messages/{sid}.json",
            account_sid = Account,
            num_media = media.ToString(CultureInfo.InvariantCulture),
            to,
            date_created = Date(at),
            status = "received",
            sid,
            date_sent = Date(at.AddSeconds(1)),
            messaging_service_sid = service,
            error_code = (int?)null,
            price_unit = "USD",
            api_version = "2010-04-01",
            subresource_uris = new { media = $"/2010-04-01/Accounts/{Account}/Messages/{sid}/Media.json" },
        });

    public static OfferedMessage Offered(IEnumerable<KeyValuePair<string, string>> form) => new() { ExternalId = "SM1", Raw = Encode(form) };

    public static AcceptedMessage Accepted(ReadOnlyMemory<byte> raw, string sid = "SM1", string? context = null) =>
        new() { Id = 7, Channel = "one", ExternalId = sid, Raw = raw, AcceptedAt = TestSetup.Now, Context = context };

    private static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>Of bodies that are no proper form something comes out, too.</summary>
    private static List<KeyValuePair<string, string>> Decode(byte[] body) =>
        [.. Encoding.UTF8.GetString(body).Split('&').Where(pair => pair.Length > 0).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Plain(pair[0]), pair.Length > 1 ? Plain(pair[1]) : ""))];

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
