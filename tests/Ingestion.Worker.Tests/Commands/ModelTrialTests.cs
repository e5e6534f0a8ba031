using Ingestion.Classifier;
using Ingestion.Classifier.Training;
using Ingestion.Worker.Commands;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class ModelTrialTests
{
    [Fact]
    public void Split_RowsOfAPool_HoldsOutAFifthAndNothingElse()
    {
        var trial = ModelTrial.Split([.. Rows("pool", 100), .. Rows("tr", 100)]);

        Assert.Equal((180, 20), (trial.Training.Count, trial.HeldOut.Count));
        Assert.All(trial.HeldOut, row => Assert.Equal("pool", row.Set));
        Assert.Equal(trial.HeldOut, ModelTrial.Split([.. Rows("pool", 100).Reverse()]).HeldOut.AsEnumerable().Reverse());
        Assert.Empty(ModelTrial.Split(Rows("en", 50)).HeldOut);
    }

    [Fact]
    public void Right_CountsKindAndCategory()
    {
        var trial = ModelTrial.Split(Rows("pool", 10));

        Assert.Equal(2 * trial.HeldOut.Count, trial.Right(new Always(MessageKind.Complaint, Category.Delivery)));
        Assert.Equal(trial.HeldOut.Count, trial.Right(new Always(MessageKind.Complaint, Category.Other)));
        Assert.Equal(0, trial.Right(new Always(MessageKind.Praise, Category.Other)));
    }

    private static IEnumerable<LabelledRow> Rows(string set, int count) =>
        Enumerable.Range(1, count).Select(id => new LabelledRow(FormattableString.Invariant($"{set}-{id}"), "en", FormattableString.Invariant($"parcel {id} is late"), "complaint", "delivery", "", "", "own"));

    private sealed class Always(MessageKind kind, Category category) : IClassifier
    {
        public Classification Classify(ClassifierInput input) => new()
        {
            Language = "en", LanguageConfidence = 1, Kind = kind, KindConfidence = 1, Category = category, CategoryConfidence = 1, Priority = Priority.Normal,
        };
    }
}
