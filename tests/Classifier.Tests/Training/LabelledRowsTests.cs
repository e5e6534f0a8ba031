using Ingestion.Classifier.Training;
using Xunit;

namespace Classifier.Tests.Training;

public sealed class LabelledRowsTests
{
    [Fact]
    public void Read_EscapesAndMissingColumns_AreFilledIn()
    {
        var row = Assert.Single(Read("id\ttext\tkind\naz-0001\tbir\\niki\\\\n\tcomplaint"));
        Assert.Equal(("az-0001", "az", "bir\niki\\n", "complaint", ""), (row.Id, row.Language, row.Text, row.Kind, row.Category));
        Assert.Equal("az", row.Set);
    }

    [Fact]
    public void Read_NoTextColumn_GivesLabelsOnly()
    {
        var row = Assert.Single(Read("id\tkind\tcategory\turgency\nsome-set-0a1b\tpraise\tother\t0"));
        Assert.Null(row.Text);
        Assert.Equal("some-set", row.Set);
    }

    [Theory]
    [InlineData("3", "2")]
    [InlineData("2", "2")]
    [InlineData("1", "1")]
    [InlineData("0", "0")]
    [InlineData("", "")]
    public void Read_PriorityInsteadOfUrgency_SaysHowUrgentItIs(string priority, string urgency)
    {
        Assert.Equal(urgency, Assert.Single(Read($"id\ttext\tpriority\nen-0001\thello\t{priority}")).Urgency);
    }

    [Fact]
    public void Read_PriorityBesideUrgency_IsPassedOver()
    {
        Assert.Equal("", Assert.Single(Read("id\ttext\tpriority\turgency\nen-0001\thello\t3\t")).Urgency);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\tkind\nhello\tpraise")]
    [InlineData("id\ttext\nonly-an-id")]
    public void Read_NotSuchAFile_Says(string file)
    {
        Assert.Throws<InvalidDataException>(() => Read(file));
    }

    private static List<LabelledRow> Read(string file) => [.. LabelledRows.Read(new StringReader(file), "test.tsv")];
}
