using System.Globalization;
using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Acknowledgements;
using Xunit;

namespace Ingestion.Worker.Tests.Acknowledgements;

public sealed class AcknowledgementTemplatesTests
{
    private static readonly TextKind[] Kinds = Enum.GetValues<TextKind>();

    private static readonly AcknowledgementTemplates Templates = new(null);

    public static TheoryData<string, Medium, string> Everything()
    {
        var all = new TheoryData<string, Medium, string>();
        foreach (var language in CustomerLanguage.All)
        {
            foreach (var medium in Enum.GetValues<Medium>())
            {
                foreach (var kind in Kinds)
                {
                    all.Add(language, medium, kind.ToString());
                }
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Render_EveryTemplate_TellsTheFactsOfItsMedium(string language, Medium medium, string kind)
    {
        var facts = SomeFacts.Of(language, medium, Enum.Parse<TextKind>(kind));
        var number = CustomerDigits.Grouped(facts.TrackingNumber, language);
        var rendered = Templates.Render(facts);
        var mail = medium is Medium.Email or Medium.Form;

        Assert.Equal(mail, rendered.Subject.Contains(number, StringComparison.Ordinal));
        Assert.Equal(mail, rendered.Html is not null);
        Assert.Contains(number, rendered.Text, StringComparison.Ordinal);
        Assert.Equal(mail || medium == Medium.Sms, rendered.Text.Contains("Contoso", StringComparison.Ordinal));
        var by = medium == Medium.Sms
            ? CustomerDates.Short(facts.AnswerBy!.Value, facts.Zone, language)
            : CustomerDates.Moment(facts.AnswerBy!.Value, facts.Zone, language);
        Assert.Equal(kind != nameof(TextKind.Resolution), rendered.Text.Contains(by, StringComparison.Ordinal));
        foreach (var part in new[] { rendered.Subject, rendered.Text, rendered.Html ?? "" })
        {
            Assert.DoesNotContain("{{", part, StringComparison.Ordinal);
            Assert.DoesNotContain("}}", part, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', part);
            Assert.DoesNotContain(part, character => character is >= '\uE000' and <= '\uF8FF');
        }

        Assert.DoesNotContain('\n', rendered.Subject);
        Assert.DoesNotContain("\n\n\n", rendered.Text, StringComparison.Ordinal);
        Assert.Equal(rendered.Text.Trim(), rendered.Text);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Render_NothingPromised_NamesNoTime(string language, Medium medium, string kind)
    {
        var facts = SomeFacts.Of(language, medium, Enum.Parse<TextKind>(kind));
        var text = Templates.Render(facts with { AnswerBy = null, ReceivedAt = facts.AnswerBy!.Value.AddDays(-1) }).Text;
        Assert.DoesNotContain(CustomerDigits.Localise("2026", language) + "\u2069", text, StringComparison.Ordinal);
        Assert.DoesNotContain(CustomerDates.Long(facts.AnswerBy.Value, facts.Zone, language), text, StringComparison.Ordinal);
        Assert.DoesNotContain(CustomerDates.Short(facts.AnswerBy.Value, facts.Zone, language), text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void RenderPublic_EveryTemplate_TellsNothingOfTheMatter(string language, Medium medium, string kind)
    {
        var text = Templates.RenderPublic(SomeFacts.Of(language, medium, Enum.Parse<TextKind>(kind)));

        Assert.True(PublicText.Weight(text) <= 240, $"{PublicText.Weight(text)} characters: {text}");
        Assert.InRange(text.Length, 100, 240);
        Assert.DoesNotContain(text, char.IsDigit);
        Assert.DoesNotContain("Contoso", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, character => character is '{' or '}' or '\n' or '@' or '/' or (>= '\u2066' and <= '\u2069') or (>= '\uE000' and <= '\uF8FF'));
        Assert.Equal(Templates.RenderPublic(SomeFacts.Of(language, medium, Enum.Parse<TextKind>(kind)) with { TrackingNumber = "210987654321", AnswerBy = null, Organisation = "Other" }), text);
    }

    [Fact]
    public void RenderPublic_Kinds_AreWordedApart()
    {
        foreach (var language in CustomerLanguage.All)
        {
            Assert.Equal(Kinds.Length, Kinds.Select(kind => Templates.RenderPublic(SomeFacts.Of(language, Medium.Social, kind))).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Theory]
    [InlineData("Şəxsi mesaj yazın", 17)]
    [InlineData("می\u200Cفرستیم", 9)]
    [InlineData("“ok” — yes…", 12)]
    [InlineData("日本 😀", 7)]
    public void Weight_CountsAsXDoes(string text, int weight) => Assert.Equal(weight, PublicText.Weight(text));

    [Fact]
    public void Render_Kinds_AreWordedApart()
    {
        foreach (var language in CustomerLanguage.All)
        {
            foreach (var medium in Enum.GetValues<Medium>())
            {
                Assert.Equal(Kinds.Length, Kinds.Select(kind => Templates.Render(SomeFacts.Of(language, medium, kind)).Text).Distinct(StringComparer.Ordinal).Count());
            }
        }
    }

    // English fits one; the letters of the others are not in the GSM alphabet, which leaves 70 characters, so they take two.
    [Theory]
    [InlineData("en", 1)]
    [InlineData("tr", 2)]
    [InlineData("az", 2)]
    [InlineData("fa", 2)]
    public void Render_Sms_NeedsAsFewSegmentsAsItsLettersAllow(string language, int segments)
    {
        foreach (var kind in Kinds)
        {
            var text = Templates.Render(SomeFacts.Of(language, Medium.Sms, kind) with { Organisation = "Contoso Retail" }).Text;
            Assert.True(SmsSegments.Count(text) == segments, $"{SmsSegments.Count(text)} segments, {text.Length} characters: {text}");
        }
    }

    [Fact]
    public void Render_EnglishEmail_ReadsWell()
    {
        var rendered = Templates.Render(SomeFacts.Of("en"));
        Assert.Equal("Your complaint is registered: 1234-5678-9012", rendered.Subject);
        Assert.Equal(
            """
            Dear customer,

            Thank you for writing to us. We have registered your complaint.

            Tracking number: 1234-5678-9012
            Received: 21 November 2026, 09:15
            You will have our answer by: 24 November 2026, 14:30

            If you would like to add something, please reply to this message and keep the tracking number in the subject line.

            This confirmation was sent automatically.

            Kind regards,
            Contoso
            """.ReplaceLineEndings("\n"),
            rendered.Text);
    }

    [Fact]
    public void Render_PersianEmail_IsolatesNumbersAndRunsRightToLeft()
    {
        var rendered = Templates.Render(SomeFacts.Of("fa"));
        Assert.Contains("\u2068۱۲۳۴-۵۶۷۸-۹۰۱۲\u2069", rendered.Text, StringComparison.Ordinal);
        Assert.Contains("\u2068۱۲۳۴-۵۶۷۸-۹۰۱۲\u2069", rendered.Subject, StringComparison.Ordinal);
        Assert.Contains("۳ آذر ۱۴۰۵، ساعت ۱۴:۳۰", rendered.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fa\" dir=\"rtl\">", rendered.Html, StringComparison.Ordinal);
        Assert.Contains("<strong><bdi dir=\"ltr\">۱۲۳۴-۵۶۷۸-۹۰۱۲</bdi></strong>", rendered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(rendered.Text, char.IsAsciiDigit);
    }

    [Theory]
    [InlineData("tr")]
    [InlineData("az")]
    [InlineData("en")]
    public void Render_LeftToRight_HasNoDirectionMarks(string language)
    {
        var rendered = Templates.Render(SomeFacts.Of(language));
        Assert.Contains($"<html lang=\"{language}\" dir=\"ltr\">", rendered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(rendered.Subject + rendered.Text, character => character is >= '\u2066' and <= '\u2069');
    }

    [Fact]
    public void Render_Html_AsksForNothingFromOutside()
    {
        foreach (var language in CustomerLanguage.All)
        {
            var html = Templates.Render(SomeFacts.Of(language)).Html!;
            foreach (var word in new[] { "http:", "https:", "src=", "href=", "url(", "<script", "<img", "<link", "@import" })
            {
                Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void Render_HostileOrganisation_IsEncodedAndKeptOnItsLine()
    {
        const string Hostile = "<script>alert('x')</script>&\"\r\nBcc: all@example.com {{trackingNumber}}{{{body}}} \u202E\uE000\u2069 end";
        var rendered = Templates.Render(SomeFacts.Of("fa") with { Organisation = Hostile });
        Assert.DoesNotContain("<script", rendered.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;", rendered.Html, StringComparison.Ordinal);
        Assert.Contains("{{trackingNumber}}{{{body}}}", rendered.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", rendered.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', rendered.Text);
        Assert.Equal(rendered.Text.Count(character => character == '\u2068'), rendered.Text.Count(character => character == '\u2069'));
        Assert.DoesNotContain('\n', rendered.Subject);
    }

    [Theory]
    [InlineData("other", "en")]
    [InlineData("de-DE", "en")]
    [InlineData("", "en")]
    [InlineData("tr-TR", "tr")]
    [InlineData("AZ", "az")]
    [InlineData("fa_IR", "fa")]
    [InlineData("trv", "en")]
    public void Render_OtherLanguageTags_FallBack(string tag, string expected)
    {
        Assert.Equal(Templates.Render(SomeFacts.Of(expected)), Templates.Render(SomeFacts.Of(tag)));
    }

    [Theory]
    [InlineData(MessageKind.Spam)]
    [InlineData(MessageKind.Irrelevant)]
    public void Of_KindWithoutTemplate_IsAComplaint(MessageKind kind) => Assert.Equal(TextKind.Complaint, TextKinds.Of(kind));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("fa-IR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Render_AnyProcessCulture_GivesTheSame(string culture)
    {
        var facts = Everything().Where(row => row.Data.Item3 == nameof(TextKind.Complaint)).Select(row => SomeFacts.Of(row.Data.Item1, row.Data.Item2)).ToArray();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var expected = facts.Select(Templates.Render).ToArray();
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var fresh = new AcknowledgementTemplates(null);
            Assert.Equal(expected, facts.Select(fresh.Render));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Render_ManyThreadsOnAFreshInstance_GiveTheSame()
    {
        var facts = Everything().Where(row => row.Data.Item3 == nameof(TextKind.Complaint)).Select(row => SomeFacts.Of(row.Data.Item1, row.Data.Item2)).ToArray();
        var expected = facts.Select(Templates.Render).ToArray();
        var fresh = new AcknowledgementTemplates(null);
        var tasks = Enumerable.Range(0, 8).Select(_ => Task.Run(() => facts.Select(fresh.Render).ToArray()));
        foreach (var rendered in await Task.WhenAll(tasks))
        {
            Assert.Equal(expected, rendered);
        }
    }
}
