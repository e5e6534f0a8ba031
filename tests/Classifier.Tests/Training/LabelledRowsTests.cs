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
    public void Read_PriorityWithoutUrgency_SaysThatToo(string priority, string urgency)
    {
        var row = Assert.Single(Read($"id\ttext\tpriority\nen-0001\thello\t{priority}"));
        Assert.Equal((priority, urgency), (row.Priority, row.Urgency));
    }

    [Fact]
    public void Read_PriorityAndUrgency_AreTwoLabels()
    {
        var row = Assert.Single(Read("id\ttext\tpriority\turgency\nen-0001\thello\t3\t1"));
        Assert.Equal(("3", "1"), (row.Priority, row.Urgency));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\tkind\nhello\tpraise")]
    [InlineData("id\ttext\nonly-an-id")]
    public void Read_NotSuchAFile_Says(string file)
    {
        Assert.Throws<InvalidDataException>(() => Read(file));
    }

    [Theory]
    [InlineData("id\tlang\ttext\naz-1\taz\tbir\npool-2\t\tiki", "test.tsv, line 3: '' is no language; there are tr, az, fa, en, and xx for any other")]
    [InlineData("id\ttext\npool-2\tiki", "test.tsv, line 2: 'pool' is no language; there are tr, az, fa, en, and xx for any other")]
    public void Read_TextInNoLanguage_SaysWhere(string file, string message)
    {
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Read(file)).Message);
    }

    private static List<LabelledRow> Read(string file) => [.. LabelledRows.Read(new StringReader(file), "test.tsv")];
}
