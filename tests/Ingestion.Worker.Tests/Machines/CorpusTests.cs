using System.Globalization;
using Ingestion.Worker.Intake;
using Xunit;

namespace Ingestion.Worker.Tests.Machines;

/// <summary>No machine is acknowledged; of people hardly one waits.</summary>
public sealed class CorpusTests
{
    private static readonly Lazy<IReadOnlyList<(CorpusMessage Message, CorpusDecision Decision, IntakeDraft Draft)>> Decided =
        new(() => [.. Corpus.All.Select(message => (message, Corpus.Decide(message))).Select(pair => (pair.message, pair.Item2.Decision, pair.Item2.Draft))]);

    [Fact]
    public void Corpus_HasEnoughOfEverything()
    {
        Assert.True(Corpus.All.Count >= 300);
        foreach (var language in Corpus.All.GroupBy(message => message.Language))
        {
            Assert.True(language.Count(message => message.IsHuman) >= 30, language.Key);
            Assert.True(language.Count(message => !message.IsHuman) >= 40, language.Key);
            Assert.Equal(language.Count(), Directory.GetFiles(Path.Combine(Corpus.Folder, language.Key)).Length - 1);
        }
    }

    [Fact]
    public void Machines_AreNeverAcknowledged() =>
        AssertNone(Decided.Value.Where(one => !one.Message.IsHuman && one.Decision == CorpusDecision.Answer), "acknowledged");

    [Fact]
    public void People_AreRegisteredAll() =>
        AssertNone(Decided.Value.Where(one => one.Message.IsHuman && one.Decision is CorpusDecision.Report), "not registered");

    [Fact]
    public void People_WaitAtMostOnceInAHundredTimes()
    {
        var people = Decided.Value.Where(one => one.Message.IsHuman).ToList();
        var waiting = people.Where(one => one.Decision != CorpusDecision.Answer).ToList();

        Assert.True(waiting.Count * 100 <= people.Count, Tell(waiting));
    }

    [Fact]
    public void Messages_AreDecidedAsExpected() => AssertNone(Decided.Value.Where(one => one.Decision != one.Message.Expected), "decided differently");

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("fa-IR")]
    public void Messages_AreDecidedAlikeUnderEveryCulture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.All(Decided.Value, one => Assert.Equal(one.Decision, Corpus.Decide(one.Message).Decision));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The page's table is made here: with UPDATE_DOCS set it is written, else it must be what stands there.</summary>
    [Fact]
    public void Table_OfThePage_IsWhatTheCorpusGives()
    {
        const string Begin = "<!-- corpus -->\n", End = "<!-- /corpus -->";
        var page = Path.Combine(Repository(), "docs", "machine-mail.md");
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is { Length: > 0 })
        {
            File.WriteAllText(page, text[..start] + table + text[end..]);
            return;
        }

        Assert.Equal(table, text[start..end]);
    }

    private static string Table()
    {
        var lines = new List<string> { "| Language | Writer | Sort | n | right | held | wrong |", "| --- | --- | --- | --- | --- | --- | --- |" };
        foreach (var group in Decided.Value.GroupBy(one => (one.Message.Language, one.Message.IsHuman, one.Message.Sort)).OrderBy(group => group.Key.Language, StringComparer.Ordinal)
            .ThenByDescending(group => group.Key.IsHuman).ThenBy(group => group.Key.Sort, StringComparer.Ordinal))
        {
            lines.Add(Row(group.Key.Language, group.Key.IsHuman ? "person" : "machine", group.Key.Sort, [.. group]));
        }

        foreach (var group in Decided.Value.GroupBy(one => one.Message.IsHuman).OrderByDescending(group => group.Key))
        {
            lines.Add(Row("all", group.Key ? "person" : "machine", "all", [.. group]));
        }

        return string.Join('\n', lines) + "\n";
    }

    // right: a person is acknowledged, a machine is not; held: recorded, and somebody may look
    private static string Row(string language, string writer, string sort, List<(CorpusMessage Message, CorpusDecision Decision, IntakeDraft Draft)> group)
    {
        var held = group.Count(one => one.Decision == CorpusDecision.Hold);
        var right = group.Count(one => one.Message.IsHuman ? one.Decision == CorpusDecision.Answer : one.Decision is CorpusDecision.None or CorpusDecision.Report);
        return string.Create(CultureInfo.InvariantCulture, $"| {language} | {writer} | {sort} | {group.Count} | {right} | {held} | {group.Count - right - held} |");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IngestionWorker.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests do not lie in the repository");
    }

    private static void AssertNone(IEnumerable<(CorpusMessage Message, CorpusDecision Decision, IntakeDraft Draft)> wrong, string what)
    {
        var list = wrong.ToList();
        Assert.True(list.Count == 0, $"{list.Count} are {what}:\n{Tell(list)}");
    }

    private static string Tell(IEnumerable<(CorpusMessage Message, CorpusDecision Decision, IntakeDraft Draft)> list) => string.Join(
        '\n',
        list.Select(one => $"{one.Message.Language}/{one.Message.File}: {one.Decision}, expected {one.Message.Expected}: "
            + string.Join(' ', one.Draft.Reasons.Select(reason => $"{reason.Rule}/{reason.Code}/{reason.Detail}"))));
}
