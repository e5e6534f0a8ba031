using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ingestion.Channels;
using Ingestion.Channels.Forms;

namespace Channels.Tests.Forms;

public sealed partial class FormPageTests
{
    public static TheoryData<string> Languages => ["tr", "az", "fa", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Page_Policy_AllowsExactlyItsStyleAndNothingElse(string language)
    {
        var reply = Page(language);
        var css = Style().Match(FormPosts.Text(reply)).Groups[1].Value;
        var policy = FormPosts.Header(reply, "Content-Security-Policy");

        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Page_NothingFromElsewhere_NoScriptNoInlineStyle(string language)
    {
        var page = FormPosts.Text(Page(language));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Page_EveryField_HasItsLabelAndUniqueId(string language)
    {
        var page = FormPosts.Text(Page(language));
        string[] ids = [.. Id().Matches(page).Select(match => match.Groups[1].Value)];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        foreach (var field in new[] { "name", "email", "phone", "message", "reference", "website" })
        {
            Assert.Contains($"<label for=\"{field}\">", page, StringComparison.Ordinal);
            Assert.Contains(field, ids);
        }

        Assert.All(
            DescribedBy().Matches(page).SelectMany(match => match.Groups[1].Value.Split(' ')),
            described => Assert.Contains(described, ids));
    }

    [Fact]
    public void Texts_AllLanguages_CompleteAndDifferent()
    {
        Assert.Equal(["tr", "az", "fa", "en"], FormLanguage.All.Select(texts => texts.Language));
        foreach (var text in typeof(FormTexts).GetProperties().Where(property => property.PropertyType == typeof(string)))
        {
            var values = FormLanguage.All.Select(texts => (string)text.GetValue(texts)!).ToArray();
            Assert.DoesNotContain("", values);
            if (text.Name is not nameof(FormTexts.PhoneExample))
            {
                // Neighbouring languages share a sentence now and then.
                Assert.InRange(values.Distinct(StringComparer.Ordinal).Count(), 3, 4);
            }
        }
    }

    [Fact]
    public void Page_OrganisationAndPrivacyNotice_Shown()
    {
        var receiver = FormPosts.New(new FormOptions { PrivacyUrl = "https://ornek.bel.tr/kvkk?a=1&b=2" }, "Ev & \"Bağ\" <A.Ş.>");

        var page = FormPosts.Text(Assert.IsType<WebhookVerdict.Answer>(FormPosts.Get("tr").GivenTo(receiver)).Reply);

        Assert.Contains("<p class=\"who\">Ev &amp; &quot;Bağ&quot; &lt;A.Ş.&gt;</p>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://ornek.bel.tr/kvkk?a=1&amp;b=2\"", page, StringComparison.Ordinal);
    }

    private static WebhookReply Page(string language) => Assert.IsType<WebhookVerdict.Answer>(FormPosts.Get(language).GivenTo(FormPosts.Receiver)).Reply;

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Style();

    [GeneratedRegex(" id=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex("aria-describedby=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex DescribedBy();
}
