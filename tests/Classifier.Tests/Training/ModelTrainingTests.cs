using Ingestion.Classifier;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;
using Xunit;

namespace Classifier.Tests.Training;

public sealed class ModelTrainingTests
{
    private static readonly Lazy<byte[]> Once = new(() => Bytes(7));

    [Fact]
    public void Run_SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(Once.Value, Bytes(7));
    }

    [Fact]
    public void Run_FewRows_LearnsThem()
    {
        var classifier = new TextClassifier(ClassifierModel.Read(new MemoryStream(Once.Value)));
        Assert.Equal("tr", classifier.Classify(new ClassifierInput("kargom gelmedi hala bekliyorum")).Language);
        Assert.Equal(MessageKind.Praise, classifier.Classify(new ClassifierInput("thank you, this is wonderful service")).Kind);
    }

    [Fact]
    public void Run_SetThatForbidsIt_IsLeftOut()
    {
        Assert.Equal(0, new ModelTraining([new LabelledRow("en-airline-tweets-1", "en", "late again", "complaint", "", "", "", "human")]).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-40)]
    [InlineData(-200_000)]
    public void Read_DamagedModel_IsRefused(int at)
    {
        var bytes = Once.Value.ToArray();
        bytes[at < 0 ? bytes.Length + at : at] ^= 0x40;
        Assert.Throws<InvalidDataException>(() => ClassifierModel.Read(new MemoryStream(bytes)));
        Assert.Throws<InvalidDataException>(() => ClassifierModel.Read(new MemoryStream(Once.Value, 0, 1000)));
    }

    private static byte[] Bytes(int seed)
    {
        var rows = Enumerable.Range(0, 60).SelectMany(number => new[]
        {
            new LabelledRow($"tr-{number}", "tr", $"kargom {number} gündür gelmedi, bekliyorum", "complaint", "delivery", "neg", "1", "own"),
            new LabelledRow($"de-{number}", "de", $"wo bleibt mein Paket {number}", "complaint", "delivery", "neg", "1", "own"),
            new LabelledRow($"en-{number}", "en", $"thank you for order {number}, wonderful service", "praise", "other", "pos", "0", "own"),
        });
        using var stream = new MemoryStream();
        new ModelTraining(rows, seed, parts: 2).Run().Write(stream);
        return stream.ToArray();
    }
}
