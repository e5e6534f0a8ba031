using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Settings;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class TemplatesCommandTests
{
    private const string Hook = """ "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """;

    [Fact]
    public void All_BuiltIn_LeaveNothingOutAndTakeTwoTextMessagesAtMost()
    {
        var previews = TemplatePreview.All(null, new OrganisationSettings { Name = "Contoso Retail" }, new Uri("https://help.example")).ToList();

        Assert.Equal(4 * 7 * 4, previews.Count);
        Assert.All(previews, preview => Assert.Empty(preview.Notes));
        Assert.Equal(previews.Count, previews.Select(preview => preview.Text.Text).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("https://help.example", "https://help.example/t/")]
    [InlineData("https://help.example/", "https://help.example/t/")]
    [InlineData("https://help.example/complaints", "https://help.example/complaints/t/")]
    [InlineData("https://help.example/complaints/", "https://help.example/complaints/t/")]
    public void All_PublicUrlWithAPath_LinksBelowIt(string root, string link)
    {
        var mail = TemplatePreview.All(null, new OrganisationSettings { Name = "Contoso Retail" }, new Uri(root)).First(preview => preview.Path == "en/email/complaint.hbs");

        Assert.Contains(link, mail.Text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_WritesOnePageThatLoadsNothing()
    {
        using var run = new CommandRun().With(Hook);
        var page = Path.Combine(run.Folder, "all.html");

        Assert.Equal(ExitCode.Done, await run.RunAsync("templates", "preview", "--out", page));

        Assert.Equal($"112 templates, 0 of them your own: {page}", run.Lines()[^1]);
        Assert.Equal(1 + (4 * 7) + 1, run.Lines().Length);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.All((string[])["tr/email/resolution.hbs", "fa/sms/repeat.hbs", "az/chat/status.hbs", "en/public/status.hbs"], path => Assert.Contains(path, html, StringComparison.Ordinal));
        Assert.All((string[])["<script", "src=", "@import", "url("], word => Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Preview_OwnTemplates_AreMarkedAndTheirGapsNoted()
    {
        using var run = new CommandRun().With(Hook);
        var own = Path.Combine(run.Folder, "own");
        Assert.Equal(ExitCode.Done, await run.RunAsync("templates", "export", "--out", own));
        Assert.Equal($"113 templates written to {own}", run.Lines()[^1]);
        var sms = Path.Combine(own, "en", "sms", "resolution.hbs");
        await File.WriteAllTextAsync(sms, "Dear valued customer, " + new string('x', 400), TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, await run.RunAsync("templates", "export", "--out", own));
        Assert.Equal($"0 templates written to {own}, 113 that were there left as they are", run.Lines()[^1]);

        run.Adding(Folder(own));
        Assert.Equal(ExitCode.Done, await run.RunAsync("templates", "preview", "--out", Path.Combine(run.Folder, "all.html")));
        Assert.Equal(
            [
                "note  en/sms/resolution.hbs: the text does not say {{trackingNumber}}", "note  en/sms/resolution.hbs: the text does not say {{status}}", "note  en/sms/resolution.hbs: the text does not say {{note}}",
                "note  en/sms/resolution.hbs: takes 3 text messages, and 2 should do",
            ],
            run.Lines().Where(line => line.StartsWith("note", StringComparison.Ordinal)));
        Assert.StartsWith("112 templates, 112 of them your own", run.Lines()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_ATemplateThatCannotBeUsed_IsNamedWithItsLine()
    {
        using var run = new CommandRun().With(Hook);
        var own = Directory.CreateDirectory(Path.Combine(run.Folder, "own", "tr", "sms")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "repeat.hbs"), "Merhaba\n{{customerName}}", TestContext.Current.CancellationToken);
        run.Adding(Folder(Path.Combine(run.Folder, "own")));

        Assert.Equal(ExitCode.Settings, await run.RunAsync("templates", "preview", "--out", Path.Combine(run.Folder, "all.html")));
        Assert.StartsWith("ingestion-worker: tr/sms/repeat.hbs: line 2: 'customerName' is not known; a template may say", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Folder, "all.html")));
    }

    private static string Folder(string own) => $$"""
        "Acknowledgements": { "TemplatesFolder": "{{own}}" }
        """;
}
