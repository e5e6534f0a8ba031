using Ingestion.Classifier;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;
using Xunit;

namespace Classifier.Tests.Training;

public sealed class TrainingTextsTests
{
    [Theory]
    [InlineData("Здравствуйте, когда починят интернет?", -1)]
    [InlineData("Сифаришим ҝәлмәди, нә едим?", CueLanguage.Azerbaijani)]
    [InlineData("Sifarişim gəlmədi, nə edim?", CueLanguage.Azerbaijani)]
    public void Merge_RussianToAnAzerbaijaniCompany_TeachesNoLanguage(string text, int language)
    {
        Assert.Equal(language, Merge(Row("az-1", text, "complaint", "own")).Labels[Lanes.Language.Number]);
    }

    [Theory]
    [InlineData("tr-TR", CueLanguage.Turkish)]
    [InlineData("EN", CueLanguage.English)]
    [InlineData("xx", CueLanguage.Other)]
    [InlineData("de", CueLanguage.Other)]
    public void Merge_LanguageOfARow_IsOursOrAnother(string tag, int language)
    {
        var text = Merge(Row("pool-1", "wo bleibt mein Paket", "complaint", "own") with { Language = tag });
        Assert.Equal((language, language), (text.Language, text.Labels[Lanes.Language.Number]));
    }

    [Fact]
    public void Merge_PrivateTalkOfASpamSet_CountsForSpamAlone()
    {
        var text = Merge(Row("en-sms-spam-1", "see you at seven", "irrelevant", "human"));
        Assert.Equal(0, text.Labels[Lanes.Spam.Number]);
        Assert.True(text.Weights[Lanes.Spam.Number] > 5 * text.Weights[Lanes.Kind.Number]);
    }

    [Theory]
    [InlineData("3", 1)]
    [InlineData("2", 1)]
    [InlineData("1", 0)]
    [InlineData("0", 0)]
    [InlineData("", -1)]
    public void Merge_Priority_SaysWhatIsGraveAndNotWhatASetCallsUrgent(string priority, int grave)
    {
        var text = Merge(Row("tr-1", "kazan dairesi gaz kokuyor", "complaint", "own") with { Priority = priority });
        Assert.Equal((grave, -1), (text.Labels[Lanes.Grave.Number], text.Labels[Lanes.Urgency.Number]));
    }

    [Fact]
    public void Merge_CategoryByTheSetsOwnRules_IsHeardAsItsMatterUntilSomebodyReadsIt()
    {
        var own = Row("tr-turkcell-feedback-1", "faturam çok yüksek", "complaint", "human") with { Category = "billing_refund" };
        var read = own with { Text = null, Category = "contract_cancellation", LabelSource = "own" };

        Assert.Equal(0, Merge(own).Weights[Lanes.Category.Number]);
        Assert.Equal(Lanes.Matter.IndexOf("billing_refund"), Merge(own).Labels[Lanes.Matter.Number]);

        var both = Merge(own, read);
        Assert.Equal(Lanes.Category.IndexOf("contract_cancellation"), both.Labels[Lanes.Category.Number]);
        Assert.True(both.Weights[Lanes.Category.Number] > 0);
        Assert.Equal(Lanes.Matter.IndexOf("billing_refund"), both.Labels[Lanes.Matter.Number]);
    }

    private static TrainingText Merge(params LabelledRow[] rows) => Assert.Single(TrainingTexts.Merge(rows));

    private static LabelledRow Row(string id, string text, string kind, string source) => new(id, id[..2], text, kind, "", "", "", source);
}
