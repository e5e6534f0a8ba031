using System.Net.Http.Headers;

namespace Ingestion.Channels.Forms;

/// <summary>
/// Serves the page and takes posts. Visitors are not known and carry no cookie, so there is nothing that another site's page could do in
/// their name which it could not do by itself: no check against cross-site posts is needed, and an organisation's own site may post here.
/// </summary>
/// <param name="newId">Gives a new id that nobody can guess: letters and digits.</param>
internal sealed class FormReceiver(FormOptions options, string organisation, string channelLanguage, Func<string> newId) : IWebhookReceiver
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const int MaxToken = 200;

    internal const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The longest text, each character in the twelve bytes that four percent-encoded UTF-8 bytes take, fits with room.</summary>
    public int MaxBytes => MostBytes;

    public IReadOnlyList<string> MediaTypes { get; } = [Form, Json];

    public bool AnswersGet => true;

    public WebhookVerdict Receive(WebhookRequest request)
    {
        if (string.Equals(request.Method, "GET", StringComparison.Ordinal))
        {
            var texts = LanguageOf(request, "");
            return new WebhookVerdict.Answer(Page(200, texts, new FormEntry(), [], null));
        }

        var type = MediaType(request);
        if (type?.CharSet is { } charset && !string.Equals(charset.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return new WebhookVerdict.Refuse(415, "charset-not-utf-8");
        }

        return string.Equals(type?.MediaType, Json, StringComparison.OrdinalIgnoreCase) ? ReceiveJson(request) : ReceiveForm(request);
    }

    /// <summary>A person's text is not lost: it stands in the form again where it arrived, and in the browser's where it did not.</summary>
    public WebhookReply? Apologise(WebhookRequest request, int status)
    {
        var isPost = string.Equals(request.Method, "POST", StringComparison.Ordinal);
        if (isPost && !string.Equals(MediaType(request)?.MediaType, Form, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (request.Body.IsEmpty)
        {
            var texts = LanguageOf(request, "");
            var page = new FormPage(options, organisation, texts);
            return FormAnswer.Page(
                status,
                isPost ? page.Sorry(texts.ErrorTitle, status == 413 ? texts.TooLongGoBack : texts.NotNowGoBack, isOfPost: true) : page.Sorry(texts.Title, texts.PageNotNow, isOfPost: false),
                texts.Language);
        }

        var entry = FormBody.ReadForm(request.Body.Span, MostBytes);
        var entered = LanguageOf(request, entry.Language);
        return Page(status, entered, entry, [], entered.NotNow);
    }

    private static MediaTypeHeaderValue? MediaType(WebhookRequest request) => MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type) ? type : null;

    private WebhookVerdict ReceiveForm(WebhookRequest request)
    {
        var entry = FormBody.ReadForm(request.Body.Span, MostBytes);
        var texts = LanguageOf(request, entry.Language);
        var faults = FormCheck.Faults(entry, options, texts);
        var trapped = entry.Trap.Length > 0;
        var wantsJson = request.Header("Accept") is { } accept
            && accept.Contains(Json, StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (faults.Count > 0 || trapped)
        {
            // A password manager may have filled the hidden field for a person, who can just press Send again; programs do not come back.
            var notice = trapped && faults.Count == 0 ? texts.SendAgain : null;
            return new WebhookVerdict.Refuse(422, trapped ? "honeypot" : "entries-incomplete")
            {
                Reply = wantsJson ? FormAnswer.Refused(422, faults) : Page(422, texts, entry, faults, notice),
            };
        }

        var offered = Offer(request, entry, "form", texts);
        return wantsJson ? Take(offered, FormAnswer.Taken) : Take(offered, taken => ResultPage(texts, taken));
    }

    private WebhookVerdict ReceiveJson(WebhookRequest request)
    {
        if (FormBody.ReadJson(request.Body.Span, MostBytes) is not { } entry)
        {
            return new WebhookVerdict.Refuse(400, "json-broken") { Reply = FormAnswer.Refused(400, []) };
        }

        var texts = LanguageOf(request, entry.Language);
        List<FormFault> faults = [.. FormCheck.Faults(entry, options, texts)];
        if (request.Header("Idempotency-Key") is { Length: > 0 } key)
        {
            entry = entry with { Token = key.Trim('"') };
        }

        if (entry.Token.Length > 0 && !IsToken(entry.Token))
        {
            faults.Add(new FormFault("id", "invalid", texts.CheckField));
        }

        return faults.Count > 0
            ? new WebhookVerdict.Refuse(422, "entries-incomplete") { Reply = FormAnswer.Refused(422, faults) }
            : Take(Offer(request, entry, "json", texts), FormAnswer.Taken);
    }

    /// <summary>
    /// The id holds the content beside the token: a second click or a reload is one message, and a person who goes back and mends the
    /// text has written another, which would be lost under the token alone.
    /// </summary>
    private OfferedMessage Offer(WebhookRequest request, FormEntry entry, string format, FormTexts texts) => new()
    {
        ExternalId = IsToken(entry.Token) ? $"{entry.Token}.{entry.ContentHash()}" : newId(),
        Raw = request.Body.ToArray(),
        Context = $"format={format};language={texts.Language}",
    };

    private static WebhookVerdict.Take Take(OfferedMessage offered, Func<TakenMessage, WebhookReply> reply) =>
        new([offered]) { AwaitRegistration = Patience, Reply = reply };

    private static bool IsToken(string token) => token.Length is > 0 and <= MaxToken && !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    private FormTexts LanguageOf(WebhookRequest request, string entered) =>
        FormLanguage.Choose(entered.Length > 0 ? entered : request.Query("lang"), request.Header("Accept-Language"), channelLanguage);

    private WebhookReply Page(int status, FormTexts texts, FormEntry entry, IReadOnlyList<FormFault> faults, string? notice) => FormAnswer.Page(
        status,
        new FormPage(options, organisation, texts).Form(IsToken(entry.Token) ? entry.Token : newId(), entry, faults, notice),
        texts.Language);

    private WebhookReply ResultPage(FormTexts texts, TakenMessage taken) =>
        FormAnswer.Page(200, new FormPage(options, organisation, texts).Result(taken), texts.Language);
}
