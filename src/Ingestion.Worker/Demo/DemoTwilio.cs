using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ingestion.Worker.Demo;

/// <summary>Twilio and the phones behind it: signed hooks, the REST answer, a status callback.</summary>
internal sealed class DemoTwilio(Action<DemoAnswer> keep)
{
    public const string Channel = "sms";

    /// <summary>Only its text matters: signatures are made over it.</summary>
    private const string PublicUrl = "https://ingest.ornek-magaza.example/hooks/" + Channel;

    private const string Number = "+15005550006";
    private const string BasicLetters = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private readonly string account = "AC" + Hex();
    private readonly string token = Hex();

    public IEnumerable<KeyValuePair<string, string?>> Settings(string url) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"Channels:{Channel}:Connector"] = "twilio",
        [$"Channels:{Channel}:StartDate"] = "2020-01-01",
        [$"Channels:{Channel}:DefaultLanguage"] = "az",
        [$"Channels:{Channel}:Options:AccountSid"] = account,
        [$"Channels:{Channel}:Options:AuthTokens:0"] = token,
        [$"Channels:{Channel}:Options:PublicUrl"] = PublicUrl,
        [$"Channels:{Channel}:Options:From"] = Number,
        [$"Channels:{Channel}:Options:Countries:0"] = "AZ",
        [$"Channels:{Channel}:Options:Poll"] = "false",
        [$"Channels:{Channel}:Options:ApiUrl"] = url,
    };

    /// <summary>A customer sends an SMS; returns its id.</summary>
    public async Task<string> SendAsync(HttpClient http, string from, string text, CancellationToken cancellationToken)
    {
        var sid = "SM" + Hex();
        await PostAsync(
            http,
            "",
            new()
            {
                ["ApiVersion"] = "2010-04-01",
                ["AccountSid"] = account,
                ["MessageSid"] = sid,
                ["SmsMessageSid"] = sid,
                ["SmsStatus"] = "received",
                ["From"] = from,
                ["To"] = Number,
                ["Body"] = text,
                ["NumMedia"] = "0",
                ["NumSegments"] = SegmentsOf(text).ToString(CultureInfo.InvariantCulture),
            },
            cancellationToken);
        return sid;
    }

    /// <summary>Reports that a phone got the answer.</summary>
    public Task ReportDeliveredAsync(HttpClient http, DemoAnswer answer, CancellationToken cancellationToken) => PostAsync(
        http,
        answer.ReportQuery ?? "",
        new()
        {
            ["ApiVersion"] = "2010-04-01",
            ["AccountSid"] = account,
            ["MessageSid"] = answer.ProviderId,
            ["SmsSid"] = answer.ProviderId,
            ["MessageStatus"] = "delivered",
            ["SmsStatus"] = "delivered",
            ["From"] = Number,
        },
        cancellationToken);

    /// <summary>False when the request is for another provider.</summary>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != $"/2010-04-01/Accounts/{account}/Messages.json" || !HttpMethods.IsPost(context.Request.Method))
        {
            return false;
        }

        var login = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{token}"));
        if (!string.Equals(context.Request.Headers.Authorization, login, StringComparison.Ordinal))
        {
            await DemoProviders.WriteAsync(context, 401, new JsonObject { ["code"] = 20003, ["message"] = "Authenticate", ["status"] = 401 });
            return true;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var text = form["Body"].ToString();
        var callback = form["StatusCallback"].ToString();
        var answer = new DemoAnswer("SM" + Hex(), "SMS", text)
        {
            Segments = SegmentsOf(text),
            ReportQuery = callback.StartsWith(PublicUrl, StringComparison.Ordinal) ? callback[PublicUrl.Length..] : null,
        };
        keep(answer);
        await DemoProviders.WriteAsync(
            context,
            201,
            new JsonObject
            {
                ["sid"] = answer.ProviderId,
                ["account_sid"] = account,
                ["status"] = "queued",
                ["direction"] = "outbound-api",
                ["from"] = Number,
                ["to"] = form["To"].ToString(),
                ["body"] = text,
                ["num_segments"] = SegmentsOf(text).ToString(CultureInfo.InvariantCulture),
                ["num_media"] = "0",
                ["error_code"] = null,
                ["error_message"] = null,
            });
        return true;
    }

    private async Task PostAsync(HttpClient http, string query, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks/" + Channel + query) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Twilio-Signature", Sign(PublicUrl + query, fields));
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Over the URL and every field, sorted by name.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA1 is what Twilio signs with")]
    private string Sign(string url, Dictionary<string, string> fields)
    {
        var signed = url + string.Concat(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value));
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed)));
    }

    /// <summary>160 letters of the phones' own alphabet or 70 others; seven and three fewer in each of several.</summary>
    private static int SegmentsOf(string text)
    {
        var (one, several) = text.All(letter => BasicLetters.Contains(letter, StringComparison.Ordinal)) ? (160, 153) : (70, 67);
        return text.Length <= one ? 1 : (text.Length + several - 1) / several;
    }

    private static string Hex() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
