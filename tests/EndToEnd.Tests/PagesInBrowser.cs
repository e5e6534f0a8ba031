using System.Globalization;
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
        installation.Set("Channels:complaints:Options:PrivacyUrl", "https://bank.example/privacy").Set("Http:PublicUrl", Url);
        await installation.StartAsync();
        foreach (var (language, text) in ((string, string)[])[
            ("tr", "Kartım çalışmıyor, şikayet ediyorum."), ("az", "Kartım işləmir, şikayət edirəm."), ("fa", "کارت من کار نمی‌کند، شکایت دارم."), ("en", "My card does not work, I complain.")])
        {
            customers[language] = await ComplainAsync(language, text, server);
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

    private async Task<Complainant> ComplainAsync(string language, string text, MailServer server)
    {
        var address = server.NewAddress("customer", "kunde.example");
        var (number, _) = await FormTests.PostAsync(installation!, new { message = text, email = address, language });
        var mail = Assert.Single(await server.Mailbox(address).WaitForAsync(1));
        return new Complainant(address, number!, Link().Match(MimeMessage.Parse(mail).Text).Value);
    }

    [GeneratedRegex(@"/t/[0-9]+\.[0-9A-Za-z_-]+")]
    private static partial Regex Link();

    /// <summary>A customer with the number and the link that the acknowledgement told.</summary>
    public sealed record Complainant(string Address, string Number, string Link);
}
