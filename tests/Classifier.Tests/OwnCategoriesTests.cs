using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class OwnCategoriesTests
{
    [Fact]
    public void Classify_WordsOfAnOwnCategory_ChooseItAndKeepTheModelsBehindIt()
    {
        var classifier = With(("loyalty_points", ["puan-", "sadakat kart-", "loyalty point-"]));

        var answer = classifier.Classify(new ClassifierInput("Biriken puanlarım faturamdan silinmiş, iade edin.", DefaultLanguage: "tr"));
        Assert.Equal(("loyalty_points", Category.Other), (answer.OwnCategory, answer.Category));
        Assert.Equal("loyalty_points", answer.Categories[0].Name);
        Assert.True(answer.Categories.Count > 1);
        Assert.Contains(new ClassificationReason("category", "loyalty_points:puan-"), answer.Reasons);
        Assert.Single(answer.Reasons, reason => reason.Aspect == "category");
        Assert.Null(classifier.Classify(new ClassifierInput("Faturam yanlış, iade edin.")).OwnCategory);
    }

    [Fact]
    public void Classify_WordsForABuiltInCategory_ChooseThatOne()
    {
        var answer = With(("delivery", ["zeppelin-"])).Classify(new ClassifierInput("The zeppelins were rude to me."));
        Assert.Equal((Category.Delivery, null), (answer.Category, answer.OwnCategory));
    }

    [Fact]
    public void Classify_MoreWords_AreSurerAndWin()
    {
        var classifier = With(("boats", ["boat-"]), ("harbour", ["quay", "pier-"]));
        var answer = classifier.Classify(new ClassifierInput("The boat hit the pier and the quay."));
        Assert.Equal(("harbour", 0.8f), (answer.OwnCategory, answer.CategoryConfidence));
    }

    [Fact]
    public void Read_WrongNamesAndWords_AreAllNamed()
    {
        var faults = new List<(string Name, int? Word, string Message)>();
        Assert.Null(OwnCategories.Read(new Dictionary<string, IReadOnlyList<string>> { ["My Boats"] = ["boat"], ["boats"] = ["ok", "(x)"] }, faults));
        Assert.Equal([("My Boats", null), ("boats", 1)], faults.Select(fault => (fault.Name, fault.Word)));
    }

    private static OwnCategoryClassifier With(params (string Name, string[] Words)[] categories)
    {
        var faults = new List<(string Name, int? Word, string Message)>();
        var read = OwnCategories.Read(categories.ToDictionary(category => category.Name, category => (IReadOnlyList<string>)category.Words), faults);
        Assert.Empty(faults);
        return new OwnCategoryClassifier(new TextClassifier(), read!);
    }
}
