using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class SensesTests
{
    [Theory]
    [InlineData("food", "soup", "yemekten", "toyuqdan", "ساندویچم")]
    [InlineData("health", "nurse", "hekim", "həkim", "پرستار")]
    [InlineData("parcel", "doorstep", "kargonuz", "bağlama", "مرسوله")]
    public void Sense_OneThingInFourLanguages_IsShared(string sense, params string[] words)
    {
        var bit = 1UL << Senses.Names.ToList().IndexOf(sense);

        Assert.All(words, word => Assert.NotEqual(0UL, NearFingerprint.Of(ComparableText.Of(word)).Sense & bit));
    }

    [Fact]
    public void Names_AllOfThem_FitIntoOneMark() => Assert.InRange(Senses.Names.Count, 1, 60);

    [Fact]
    public void Of_EveryConcept_NamedInTheTableExists() =>
        Assert.All(
            WordTable.Lines("Senses").SelectMany(line => line.Split(' ')).Where(word => word.StartsWith('#')),
            word => Assert.NotEqual(0, Concepts.NumberOf(word[1..])));
}
