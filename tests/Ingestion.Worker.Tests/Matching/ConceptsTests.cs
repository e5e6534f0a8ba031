using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class ConceptsTests
{
    [Theory]
    [InlineData("outage", "offline", "kesildi", "kəsilib", "قطع", "kesilib")]
    [InlineData("power", "electricity", "elektrikler", "işığımız", "برق")]
    [InlineData("refund", "reimbursed", "iadem", "qaytarılma", "بازپرداخت")]
    [InlineData("dirty", "brown", "bulanık", "qəhvəyi", "گل‌آلود", "qehveyi")]
    [InlineData("closed", "shut", "kapalıydı", "bağlıdır", "تعطیل")]
    public void Of_OneThingInFourLanguages_IsOneConcept(string concept, params string[] words)
    {
        var expected = Concepts.Names.ToList().IndexOf(concept) + 1;

        Assert.InRange(expected, 1, Concepts.Names.Count);
        Assert.All(words, word => Assert.Equal(expected, Concepts.Of(ComparableText.Of(word).Text)));
    }

    [Theory]
    [InlineData("merhaba")]
    [InlineData("sunday")]
    [InlineData("cardboard")]
    [InlineData("ad")]
    [InlineData("")]
    public void Of_OtherWord_IsNone(string word) => Assert.Equal(0, Concepts.Of(word));

    [Fact]
    public void Of_EveryWordOfTheTable_IsAConcept() => Assert.All(Concepts.Words, word => Assert.NotEqual(0, Concepts.Of(word)));

    [Fact]
    public void Parts_TheTable_IsNearlyWhatTheCommandWritesFromOurTexts()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IngestionWorker.sln")))
        {
            root = root.Parent!;
        }

        var written = Ingestion.Bench.Matching.CommonWordsFile.Write(Directory.GetFiles(Path.Combine(root.FullName, "src", "Classifier", "Texts"), "*.tsv").Order(StringComparer.Ordinal));

        var ours = File.ReadAllLines(Path.Combine(root.FullName, "src", "Ingestion.Worker", "Matching", "CommonWords.txt"));

        // A text more or less moves the parts a little; then the table need not be written anew.
        var stems = written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(ours.Count(line => stems.Contains(line.Split(' ')[0])), 0.9 * Math.Max(stems.Count, ours.Length), ours.Length);
        Assert.NotEmpty(CommonWords.Parts);
    }
}
