using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Following;
using Xunit;

namespace Ingestion.Worker.Tests.Following;

public sealed class StatusPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private const string Hostile = "\"><script>alert(1)</script>";

    [Fact]
    public void Texts_EveryLanguage_SaysEveryStatusAndNothingTwice()
    {
        foreach (var texts in StatusLanguages.All)
        {
            Assert.Equal(ComplaintStatuses.All.Count, ComplaintStatuses.All.Select(status => StatusWords.Of(texts.Language, status)).Distinct().Count());
            foreach (var property in typeof(StatusTexts).GetProperties().Where(property => property.PropertyType == typeof(string)))
            {
                Assert.False(string.IsNullOrWhiteSpace((string)property.GetValue(texts)!), property.Name + " " + texts.Language);
            }
        }

        Assert.Equal(4, StatusLanguages.All.Select(texts => texts.NotFound).Distinct().Count());
    }

    [Theory]
    [InlineData("tr")]
    [InlineData("az")]
    [InlineData("fa")]
    [InlineData("en")]
    public void Question_WhatWasTyped_IsEncodedAndNothingIsLoadedFromElsewhere(string language)
    {
        var page = Page(language).Question(Hostile, Hostile, StatusLanguages.Of(language).NotFound);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, page.Split("value=\"&quot;&gt;&lt;script&gt;").Length - 1);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.Contains(language == "fa" ? "dir=\"rtl\"" : "dir=\"ltr\"", page[..200], StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_InPersian_HasItsDigitsAndCalendar()
    {
        var page = Page("fa").Answer(Followed("in-progress") with { Expected = "2026-12-01" });

        Assert.Contains("۱۲۳۴-۵۶۷۸-۹۰۱۲", page, StringComparison.Ordinal);
        Assert.Contains("۱۰ آذر ۱۴۰۵", page, StringComparison.Ordinal);
        Assert.Contains("در حال بررسی", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_WhenItIsOver_PromisesNothingMore()
    {
        var over = Page("en").Answer(Followed("resolved") with { Expected = "2026-12-01" });
        var open = Page("en").Answer(Followed("received"));

        Assert.DoesNotContain("2026-12-01", over, StringComparison.Ordinal);
        Assert.DoesNotContain(StatusTextsEnglish.Texts.Promised, over, StringComparison.Ordinal);
        Assert.Contains(StatusTextsEnglish.Texts.Promised, open, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("az", "de", "az")]
    [InlineData(null, "de-DE,fa-IR;q=0.8,en;q=0.5", "fa")]
    [InlineData("xx", "TR", "tr")]
    [InlineData(null, "azb", "en")]
    [InlineData(null, null, "en")]
    public void Choose_AskedThenTheBrowsers_IsTaken(string? asked, string? accepted, string expected) => Assert.Equal(expected, StatusLanguages.Choose(asked, accepted, "en").Language);

    [Theory]
    [InlineData("received", 24, true)]
    [InlineData("received", 26, false)]
    [InlineData("waiting-for-customer", 24, false)]
    public void Answer_PromiseThatIsOverOrTheCustomersTurn_IsNotTold(string status, int day, bool isTold)
    {
        var page = new StatusPage("Bakı & Co", TimeZoneInfo.Utc, new DateTimeOffset(2026, 11, day, 8, 0, 0, TimeSpan.Zero), StatusLanguages.Of("en"), isOfPost: false).Answer(Followed(status));

        Assert.Equal(isTold, page.Contains(StatusTextsEnglish.Texts.Promised, StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_TextOfWhoeverWorksOnIt_IsInTheLanguageOfTheComplaint() =>
        Assert.Contains("<p class=\"said\" lang=\"tr\" dir=\"auto\">Yeni ürün yolda.</p>", Page("fa").Answer(Followed("in-progress") with { Language = "tr", StatusText = "Yeni ürün yolda." }), StringComparison.Ordinal);

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 0)]
    public void Question_AnswerToAPost_HasNoLinkThatWouldLoseIt(bool isOfPost, int links)
    {
        var page = new StatusPage("Bakı & Co", TimeZoneInfo.Utc, Now, StatusLanguages.Of("en"), isOfPost).Question();

        Assert.Equal(links, page.Split("<a href=\"?lang=").Length - 1);
    }

    /// <summary>A proxy may serve us under a path of its own, which no link of ours can name.</summary>
    [Fact]
    public void QuestionAndAnswer_EveryLink_IsRelative()
    {
        var pages = Page("az").Question() + Page("az").Answer(Followed("received"));

        Assert.Contains("action=\"./?lang=az\"", pages, StringComparison.Ordinal);
        Assert.Contains("href=\"./?lang=az\"", pages, StringComparison.Ordinal);
        Assert.DoesNotContain("=\"/", pages, StringComparison.Ordinal);
    }

    private static StatusPage Page(string language) => new("Bakı & Co", TimeZoneInfo.Utc, Now, StatusLanguages.Of(language), isOfPost: false);

    private static FollowedComplaint Followed(string status) => new()
    {
        TrackingNumber = "123456789012",
        Status = status,
        Language = "en",
        ReceivedAt = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero),
        AnswerBy = new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero),
    };
}
