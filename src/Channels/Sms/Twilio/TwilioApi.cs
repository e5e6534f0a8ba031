using System.Net.Http.Headers;
using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>The account's REST API: its URLs and the login. Credentials go to the configured host only.</summary>
internal sealed class TwilioApi(TwilioOptions options)
{
    public const string Provider = "Twilio";

    private readonly string _base = options.ApiUrl.TrimEnd('/');

    private string Account => $"/2010-04-01/Accounts/{options.AccountSid}";

    /// <summary>By the API key where there is one, else by the first auth token.</summary>
    public AuthenticationHeaderValue Login { get; } = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.IsNullOrEmpty(options.ApiKeySid) ? $"{options.AccountSid}:{options.AuthTokens[0]}" : $"{options.ApiKeySid}:{options.ApiKeySecret}")));

    public string Messages => $"{_base}{Account}/Messages.json";

    public string AccountUrl => $"{_base}{Account}.json";

    public string Message(string sid) => $"{_base}{Account}/Messages/{sid}.json";

    public string MediaOf(string sid) => $"{_base}{Account}/Messages/{sid}/Media.json";

    public string Number(string number) => $"{_base}{Account}/IncomingPhoneNumbers.json?PhoneNumber={Uri.EscapeDataString(number)}";

    /// <summary>Messaging services have a host of their own beside the API's.</summary>
    public string Service(string sid) => $"{_base.Replace("//api.", "//messaging.", StringComparison.Ordinal)}/v1/Services/{sid}";

    /// <summary>The URL of a path that Twilio named (<c>next_page_uri</c>, <c>uri</c>); null when it leads elsewhere.</summary>
    public string? Named(string path) =>
        path.StartsWith("/2010-04-01/", StringComparison.Ordinal) ? _base + path
        : path.StartsWith(_base + "/2010-04-01/", StringComparison.Ordinal) ? path
        : null;

    public HttpRequestMessage Get(string url) => Request(HttpMethod.Get, url);

    public HttpRequestMessage Post(string url, HttpContent content)
    {
        var request = Request(HttpMethod.Post, url);
        request.Content = content;
        return request;
    }

    private HttpRequestMessage Request(HttpMethod method, string url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = Login;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }
}
