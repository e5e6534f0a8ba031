using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;
using Xunit;

namespace Classifier.Tests.Training;

public sealed class MatrixFitTests
{
    private const int Complaint = 0;
    private const int Question = 3;

    [Fact]
    public void Run_OneRowOfASetOfItsOwn_CountsLikeAFewAndNotLikeAWholeSet()
    {
        var part = Enumerable.Range(0, 1_000).Select(number => Read("tr", number, Complaint)).Append(Read("pool", 1, Question)).ToList();
        var values = new Calibration().Of(Lanes.Kind, 0);

        new MatrixFit(Lanes.Kind, part).Run(values);

        var answers = new float[Lanes.Kind.Size];
        Calibration.Apply(values, part[0].Lanes, answers);
        Assert.InRange(answers[Question], 0.001, 0.02);
    }

    private static Prediction Read(string set, int number, int kind)
    {
        var labels = new int[Lanes.Tasks.Length];
        labels[Lanes.Kind.Number] = kind;
        var lanes = new float[Lanes.Count];
        lanes[Lanes.Kind.Start + Complaint] = 4;
        return new Prediction(new TrainingText($"{set}-{number}", set, 0, "", labels, new float[Lanes.Tasks.Length], IsRead: true, 0), lanes);
    }
}
