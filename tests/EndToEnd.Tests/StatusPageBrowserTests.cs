using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The status page as customers meet it: in Chromium, in their language, on a phone and on a desk, with the keyboard.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class StatusPageBrowserTests(PagesInBrowser pages)
{
    public static TheoryData<string, int> Screens => new(
        from language in (string[])["tr", "az", "fa", "en"] from width in (int[])[360, 1280] select (language, width));

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Question_IsInTheBrowsersLanguage(string language, int width)
    {
        var page = await pages.VisitAsync("status-question", "t/", language, width);

        Assert.Equal(200, page.Status);
        Assert.Null(page.Focus);
        Assert.Contains("#number", page.Walk.Select(control => control.Name));
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task MistypedNumber_IsToldAtTheField(string language, int width)
    {
        var page = await pages.VisitAsync("status-mistyped", "t/", language, width, fields: [new("number", "1234-5678-9013"), new("contact", "somebody@else.example")]);

        Assert.Equal(200, page.Status);
        PageRules.TellsTheFault(page, "#number");
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task AnothersContact_IsToldWithoutAField(string language, int width)
    {
        var page = await pages.VisitAsync("status-not-found", "t/", language, width, fields: [new("number", pages.Customer(language).Number), new("contact", "somebody@else.example")]);

        Assert.Equal(200, page.Status);
        PageRules.TellsTheFault(page, null);
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task TooManyTries_AreTold(string language, int width)
    {
        var page = await pages.VisitAsync("status-too-many", "t/", language, width, fields: [new("number", PagesInBrowser.AskedTooOften), new("contact", "somebody@else.example")]);

        Assert.Equal(429, page.Status);
        PageRules.TellsTheFault(page, null);
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task NumberAndContact_AreAnswered(string language, int width)
    {
        var customer = pages.Customer(language);
        var page = await pages.VisitAsync("status-answer", "t/", language, width, fields: [new("number", Grouped(customer, language)), new("contact", customer.Address)]);

        Assert.Equal(200, page.Status);
        Assert.Contains(Grouped(customer, language), page.Text, StringComparison.Ordinal);
        Assert.Contains(customer.Said, page.Text, StringComparison.Ordinal);
        PageRules.Keep(page, pages.Url, language);
    }

    /// <summary>In the customer's language, whatever the browser's.</summary>
    [Theory]
    [MemberData(nameof(Screens))]
    public async Task LinkOfTheMail_IsAnswered(string language, int width)
    {
        var customer = pages.Customer(language);
        var page = await pages.VisitAsync("status-link", customer.Link, language == "en" ? "tr" : "en", width);

        Assert.Equal(200, page.Status);
        Assert.Contains(Grouped(customer, language), page.Text, StringComparison.Ordinal);
        Assert.Contains(customer.Said, page.Text, StringComparison.Ordinal);
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task BrokenLink_AsksForTheNumber(string language, int width)
    {
        var page = await pages.VisitAsync("status-broken-link", pages.Customer(language).Link[..^4], language, width);

        Assert.Equal(404, page.Status);
        PageRules.TellsTheFault(page, null);
        PageRules.Keep(page, pages.Url, language);
    }

    [Theory]
    [InlineData("tr")]
    [InlineData("az")]
    [InlineData("fa")]
    [InlineData("en")]
    public async Task WithoutJavaScript_BrokenLinkMistypedAndRightNumber_AreServed(string language)
    {
        var customer = pages.Customer(language);
        var mistyped = await pages.VisitAsync("status-mistyped-no-script", customer.Link[..^4], language, 360, script: false, new TypedField("number", "1"), new TypedField("contact", customer.Address));
        var answered = await pages.VisitAsync("status-answer-no-script", customer.Link[..^4], language, 360, script: false, new TypedField("number", customer.Number), new TypedField("contact", customer.Address));

        Assert.Equal((200, 200), (mistyped.Status, answered.Status));
        PageRules.TellsTheFault(mistyped, "#number");
        Assert.Contains(Grouped(customer, language), answered.Text, StringComparison.Ordinal);
    }

    private static string Grouped(PagesInBrowser.Complainant customer, string language)
    {
        var number = string.Join('-', customer.Number.Chunk(4).Select(group => new string(group)));
        return language == "fa" ? string.Concat(number.Select(letter => char.IsAsciiDigit(letter) ? (char)('۰' + (letter - '0')) : letter)) : number;
    }
}
