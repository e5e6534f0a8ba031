using Ingestion.Channels;
using Ingestion.Worker.Acknowledgements;
using Xunit;

namespace Ingestion.Worker.Tests.Acknowledgements;

public sealed class TemplateOverrideTests : IDisposable
{
    private const string FortyLetters = "ğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğ";
    private const string LongText = FortyLetters + FortyLetters + FortyLetters + FortyLetters + FortyLetters + FortyLetters + FortyLetters + "!";

    private readonly string folder = Directory.CreateTempSubdirectory("templates").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Render_OverriddenTemplate_IsUsedForThatOneOnly()
    {
        Write("tr/sms/complaint.hbs", "\uFEFFNo {{trackingNumber}}{{#unless answerBy}}!{{else}}?{{/unless}}\r\n");
        var templates = new AcknowledgementTemplates(folder);
        Assert.Equal("No 1234-5678-9012?", templates.Render(SomeFacts.Of("tr", Medium.Sms)).Text);
        Assert.Equal(new AcknowledgementTemplates(null).Render(SomeFacts.Of("az", Medium.Sms)), templates.Render(SomeFacts.Of("az", Medium.Sms)));
    }

    [Fact]
    public void Render_OverriddenEmail_TakesSubjectFromFirstLineAndKeepsTheLayout()
    {
        Write("en/email/complaint.hbs", "Subject: Got it <{{trackingDigits}}>\n\nHello & welcome, {{organisation}}\n");
        var rendered = new AcknowledgementTemplates(folder).Render(SomeFacts.Of("en"));
        Assert.Equal("Got it <123456789012>", rendered.Subject);
        Assert.Equal("Hello & welcome, Contoso", rendered.Text);
        Assert.Contains("<title>Got it &lt;123456789012&gt;</title>", rendered.Html, StringComparison.Ordinal);
        Assert.Contains("<p>Hello &amp; welcome, <bdi>Contoso</bdi></p>", rendered.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OverriddenLayout_OfALanguageComesBeforeTheCommonOne()
    {
        Write("email.html.hbs", "<html lang={{language}}>{{{body}}}</html>");
        Write("fa/email.html.hbs", "<html dir={{direction}}><b>{{{body}}}</b></html>");
        var templates = new AcknowledgementTemplates(folder);
        Assert.StartsWith("<html lang=en><p>Dear", templates.Render(SomeFacts.Of("en")).Html, StringComparison.Ordinal);
        Assert.StartsWith("<html dir=rtl><b><p>", templates.Render(SomeFacts.Of("fa")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderPublic_OverriddenTemplate_MayNameTheOrganisation()
    {
        Write("tr/public/complaint.hbs", "{{organisation}}: kaydedildi.");
        Assert.Equal("Contoso: kaydedildi.", new AcknowledgementTemplates(folder).RenderPublic(SomeFacts.Of("tr")));
    }

    [Fact]
    public void Constructor_FileChangedLater_IsSeenAtTheNextStartOnly()
    {
        Write("en/sms/complaint.hbs", "one");
        var templates = new AcknowledgementTemplates(folder);
        Write("en/sms/complaint.hbs", "two");
        Assert.Equal("one", templates.Render(SomeFacts.Of("en", Medium.Sms)).Text);
        Assert.Equal("two", new AcknowledgementTemplates(folder).Render(SomeFacts.Of("en", Medium.Sms)).Text);
    }

    [Theory]
    [InlineData("tr/sms/complaint.hbs", "{{customerText}}")]
    [InlineData("tr/sms/complaint.hbs", "{{trackingnumber}}")]
    [InlineData("tr/sms/complaint.hbs", "{{{organisation}}}")]
    [InlineData("tr/sms/complaint.hbs", "{{&organisation}}")]
    [InlineData("tr/sms/complaint.hbs", "{{> other}}")]
    [InlineData("tr/sms/complaint.hbs", "{{lookup this 'x'}}")]
    [InlineData("tr/sms/complaint.hbs", "{{@root}}")]
    [InlineData("tr/sms/complaint.hbs", "{{../x}}")]
    [InlineData("tr/sms/complaint.hbs", "{{#each organisation}}{{/each}}")]
    [InlineData("tr/sms/complaint.hbs", "{{#if answerBy}}x")]
    [InlineData("tr/sms/complaint.hbs", "{{#if answerBy}}x{{/unless}}")]
    [InlineData("tr/sms/complaint.hbs", "{{/if}}")]
    [InlineData("tr/sms/complaint.hbs", "{{else}}")]
    [InlineData("tr/sms/complaint.hbs", "{{}}")]
    [InlineData("tr/sms/complaint.hbs", "{{trackingNumber")]
    [InlineData("tr/sms/complaint.hbs", "\uE000")]
    [InlineData("tr/email/complaint.hbs", "no subject line")]
    [InlineData("tr/public/complaint.hbs", "{{trackingNumber}}")]
    [InlineData("tr/public/complaint.hbs", "{{receivedAt}}")]
    [InlineData("tr/public/complaint.hbs", "see https://us.example")]
    [InlineData("tr/public/complaint.hbs", "see WWW.us.example")]
    [InlineData("tr/public/complaint.hbs", "{{! short }}" + LongText)]
    [InlineData("tr/social/complaint.hbs", "x")]
    [InlineData("email.html.hbs", "<p>no body</p>")]
    [InlineData("email.html.hbs", "{{body}}{{{body}}}")]
    [InlineData("email.html.hbs", "{{{subject}}}{{{body}}}")]
    [InlineData("email.html.hbs", "{{trackingNumber}}{{{body}}}")]
    [InlineData("tr/sms/complain.hbs", "x")]
    [InlineData("de/sms/complaint.hbs", "x")]
    [InlineData("TR/sms/complaint.hbs", "x")]
    [InlineData("complaint.hbs", "x")]
    public void Constructor_BrokenOrUnknownTemplate_NamesTheFile(string path, string source)
    {
        Write(path, source);
        Write("az/sms/complaint.hbs", "fine {{! a note }}{{trackingNumber}}");
        var fault = Assert.Throws<TemplateFaultException>(() => new AcknowledgementTemplates(folder));
        Assert.Equal(path, Assert.Single(fault.Faults).Key);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_SeveralFaults_NamesThemAll()
    {
        Write("tr/sms/complaint.hbs", "{{a}}");
        Write("az/sms/praise.hbs", "{{b}}");
        File.WriteAllBytes(Path.Combine(folder, "az", "sms", "question.hbs"), [0xFF, 0xFE, 0x41]);
        File.WriteAllText(Path.Combine(folder, "az", "sms", "suggestion.hbs"), new string('x', 70_000));
        var fault = Assert.Throws<TemplateFaultException>(() => new AcknowledgementTemplates(folder));
        Assert.Equal(["az/sms/praise.hbs", "az/sms/question.hbs", "az/sms/suggestion.hbs", "tr/sms/complaint.hbs"], fault.Faults.Select(one => one.Key));
    }

    [Fact]
    public void Constructor_MissingFolder_IsAFault()
    {
        var fault = Assert.Throws<TemplateFaultException>(() => new AcknowledgementTemplates(Path.Combine(folder, "none")));
        Assert.Equal("", Assert.Single(fault.Faults).Key);
    }

    [Fact]
    public void FaultIn_EveryBuiltInTemplate_IsNull()
    {
        var builtIn = new TemplateFolder(null);
        var found = 0;
        foreach (var path in TemplatePath.All)
        {
            if (builtIn.Find(path) is { } source)
            {
                found++;
                Assert.Null(TemplateRules.FaultIn(path, source));
            }
        }

        Assert.Equal(113, found);
    }

    private void Write(string path, string source)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, source);
    }
}
