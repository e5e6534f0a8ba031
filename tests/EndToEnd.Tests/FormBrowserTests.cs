using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The form as customers meet it: in Chromium, in their language, on a phone and on a desk, with the keyboard.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class FormBrowserTests(PagesInBrowser pages)
{
    private const string Form = "form/complaints";

    [Theory]
    [MemberData(nameof(StatusPageBrowserTests.Screens), MemberType = typeof(StatusPageBrowserTests))]
    public async Task Empty_IsInTheBrowsersLanguage(string language, int width)
    {
        var page = await pages.VisitAsync("form", Form, language, width);

        Assert.Equal(200, page.Status);
        Assert.Contains("#message", page.Walk.Select(control => control.Name));
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(StatusPageBrowserTests.Screens), MemberType = typeof(StatusPageBrowserTests))]
    public async Task Faults_AreToldAndKeepWhatWasTyped(string language, int width)
    {
        var page = await pages.VisitAsync("form-faults", Form, language, width, fields: [new("email", "nobody"), new("phone", "12"), new("reference", "34")]);

        Assert.Equal(422, page.Status);
        PageRules.TellsTheFault(page, "#message");
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(StatusPageBrowserTests.Screens), MemberType = typeof(StatusPageBrowserTests))]
    public async Task Sent_ShowsTheNumber(string language, int width)
    {
        var page = await pages.VisitAsync("form-sent", Form, language, width, fields: [new("message", "Kartım işləmir. کارت من کار نمی‌کند."), new("email", $"{language}{width}@kunde.example")]);

        Assert.Equal(200, page.Status);
        Assert.Matches("[0-9۰-۹]{4}-[0-9۰-۹]{4}-[0-9۰-۹]{4}", page.Text);
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(StatusPageBrowserTests.Screens), MemberType = typeof(StatusPageBrowserTests))]
    public async Task Crowded_IsToldInTheBrowsersLanguage(string language, int width)
    {
        using var crowd = new CancellationTokenSource();
        var others = CrowdAsync(crowd.Token);
        var page = await pages.VisitAsync("form-crowded", "form/" + PagesInBrowser.Crowded, language, width);
        for (var tries = 1; page.Status == 200 && tries < 10; tries++)
        {
            page = await pages.VisitAsync("form-crowded", "form/" + PagesInBrowser.Crowded, language, width);
        }

        await crowd.CancelAsync();
        await others;
        Assert.Equal(429, page.Status);
        Assert.DoesNotContain("too-often", page.Text, StringComparison.Ordinal);
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [InlineData("tr")]
    [InlineData("az")]
    [InlineData("fa")]
    [InlineData("en")]
    public async Task WithoutJavaScript_IsSent(string language)
    {
        var page = await pages.VisitAsync("form-sent-no-script", Form, language, 360, script: false, new TypedField("message", "Kartım işləmir."), new TypedField("email", $"{language}@kunde.example"));

        Assert.Equal(200, page.Status);
        Assert.Matches("[0-9۰-۹]{4}-[0-9۰-۹]{4}-[0-9۰-۹]{4}", page.Text);
    }

    private async Task CrowdAsync(CancellationToken end)
    {
        using var http = new HttpClient { BaseAddress = pages.Url };
        while (!end.IsCancellationRequested)
        {
            (await http.GetAsync("form/" + PagesInBrowser.Crowded, CancellationToken.None)).Dispose();
        }
    }
}
