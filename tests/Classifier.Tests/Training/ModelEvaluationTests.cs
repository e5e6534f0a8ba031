using Ingestion.Classifier;
using Ingestion.Classifier.Training;
using Xunit;

namespace Classifier.Tests.Training;

public sealed class ModelEvaluationTests
{
    [Fact]
    public void Run_RowsWithAPriority_TellsUrgencyGravityAndPriority()
    {
        LabelledRow[] rows =
        [
            Row("1", "Evdeki kombiden gaz kokusu geliyor, servis gelmedi.", "3", "2"),
            Row("2", "Elinize sağlık, çok memnun kaldım.", "0", "0"),
            Row("3", "Kargom üç gündür gelmedi.", "", ""),
        ];

        var lines = ModelEvaluation.Run(new TextClassifier(), rows).ToDictionary(line => line.Task + ", " + line.Language);

        Assert.Equal((2, 1.0), (lines["priority, tr"].Figures.Count, lines["priority, tr"].Figures.Accuracy));
        Assert.Equal(1, lines["priority, tr"].Figures.Confusion[3, 3]);
        Assert.True(double.IsNaN(lines["priority, tr"].Figures.CalibrationError) && double.IsNaN(lines["priority, tr"].Figures.AccuracyOfMostConfident(0.8)));
        Assert.Equal(2, lines["urgency, tr"].Figures.Count);
        Assert.InRange(lines["urgency, tr"].Figures.CalibrationError, 0, 1);
        Assert.Equal(["language", "sentiment", "urgency", "grave", "priority"], lines.Values.Select(line => line.Task).Distinct());
    }

    private static LabelledRow Row(string number, string text, string priority, string urgency) => new("tr-" + number, "tr", text, "", "", number == "2" ? "pos" : "neg", urgency, "own", priority);
}
