using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Ingestion.Mail.Mime;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// One worker with a form and the status page, a customer of each language who has complained, and one browser. BROWSER_SCREENSHOTS names a folder that
/// every page seen is drawn into.
/// </summary>
public sealed partial class PagesInBrowser : IAsyncLifetime
{
    /// <summary>A number that is asked for too often already.</summary>
    public const string AskedTooOften = "400123456789";

    /// <summary>A form that takes one request in a second.</summary>
    public const string Crowded = "crowded";

    private const string Key = "a-key-of-the-tests-longer-than-it-must-be";

    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("BROWSER_SCREENSHOTS");

    private readonly Dictionary<string, Complainant> customers = new(StringComparer.Ordinal);
    private Installation? installation;
    private Browser? browser;
    private int callers;

    /// <summary>Whose pages they are.</summary>
    public Uri Url => installation!.Url;

    public Complainant Customer(string language) => customers[language];

    public async ValueTask InitializeAsync()
    {
        var server = MailServer.Running;
        installation = await Installation.CreateAsync(Store.Sqlite);
        installation.WithForm("complaints").Set("Channels:complaints:ReplyThrough", "outgoing").WithSmtp("outgoing", server.NewAddress("support"));
        installation.Set("Channels:complaints:Options:PrivacyUrl", "https://bank.example/privacy").Set("Http:PublicUrl", Url).Set("Api:Keys:tests", Key);
        installation.WithForm(Crowded).Set($"Channels:{Crowded}:RequestsPerSecond", 1).Set($"Channels:{Crowded}:Options:PrivacyUrl", "https://bank.example/privacy");
        await installation.StartAsync();
        foreach (var (language, text, answer) in ((string, string, string)[])[
            ("tr", "Kartım çalışmıyor, şikayet ediyorum.", "Kartınızı inceliyoruz.\nSorularınız için: musteri.hizmetleri.kart@bank.example"),
            ("az", "Kartım işləmir, şikayət edirəm.", "Kartınızı yoxlayırıq.\nSuallarınız üçün: musteri.xidmetleri.kart@bank.example"),
            ("fa", "کارت من کار نمی‌کند، شکایت دارم.", "کارت شما را بررسی می‌کنیم.\nپرسش‌ها: khadamat.moshtari.kart@bank.example"),
            ("en", "My card does not work, I complain.", "We look into your card.\nQuestions: customer.service.of.cards@bank.example")])
        {
            customers[language] = await ComplainAsync(language, text, answer, server);
        }

        for (var i = 0; i < 12; i++)
        {
            using var _ = await installation.Http.PostAsync(new Uri(Url, "t/"), new FormUrlEncodedContent([new("number", AskedTooOften), new("contact", "somebody@else.example")]));
        }

        browser = Browser.Start();
    }

    /// <summary>A customer nobody knows comes to a page of ours with a browser of this language.</summary>
    /// <param name="name">What the page shows, for its screenshot.</param>
    internal Task<SeenPage> VisitAsync(string name, string path, string language, int width, bool script = true, params IReadOnlyList<TypedField> fields) => browser!.VisitAsync(
        new Visit(new Uri(Url, path))
        {
            Width = width,
            Language = $"{language}-{(language == "en" ? "GB" : "XX")}",
            Caller = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{++callers}"),
            Script = script,
            Fields = fields,
            Screenshot = Screenshots is null ? null : Path.Combine(Screenshots, string.Create(CultureInfo.InvariantCulture, $"{name}-{language}-{width}.png")),
        });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        if (installation is not null)
        {
            await installation.DisposeAsync();
        }
    }

    private async Task<Complainant> ComplainAsync(string language, string text, string answer, MailServer server)
    {
        var address = server.NewAddress("customer", "kunde.example");
        var (number, _) = await FormTests.PostAsync(installation!, new { message = text, email = address, language });
        var mail = Assert.Single(await server.Mailbox(address).WaitForAsync(1));
        using var status = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, $"api/v1/complaints/{number}/status"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
            Content = JsonContent.Create(new { status = "in-progress", text = answer, expectedOn = "2031-03-21", silent = true }),
        };
        using var said = await installation!.Http.SendAsync(status);
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        return new Complainant(address, number!, Link().Match(MimeMessage.Parse(mail).Text).Value, answer.Split('\n')[0]);
    }

    [GeneratedRegex(@"/t/[0-9]+\.[0-9A-Za-z_-]+")]
    private static partial Regex Link();

    /// <summary>A customer with the number and the link that the acknowledgement told, and what we said of the matter.</summary>
    public sealed record Complainant(string Address, string Number, string Link, string Said);
}
