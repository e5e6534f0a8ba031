namespace Ingestion.Classifier.Training;

/// <summary>How well one task is answered on some texts.</summary>
public sealed class TaskFigures
{
    private const int Bins = 10;
    private readonly List<(float Confidence, bool Right)> answers = [];

    internal TaskFigures(IReadOnlyList<string> labels)
    {
        Labels = labels;
        Confusion = new int[labels.Count, labels.Count];
    }

    /// <summary>The task's answers, in the order of <see cref="Confusion"/>.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Texts by right answer (first) and given answer (second).</summary>
    public int[,] Confusion { get; }

    public int Count => answers.Count;

    /// <summary>Share of right answers.</summary>
    public double Accuracy => answers.Count == 0 ? double.NaN : answers.Count(answer => answer.Right) / (double)answers.Count;

    /// <summary>Mean over the answers that occur of the harmonic mean of precision and recall.</summary>
    public double MacroF1
    {
        get
        {
            var scores = Enumerable.Range(0, Labels.Count).Where(label => Sum(label, true) > 0).Select(F1).ToList();
            return scores.Count == 0 ? double.NaN : scores.Average();
        }
    }

    /// <summary>Expected calibration error over ten bins: how far confidence is from the share of right answers. Not a number where answers have no confidence.</summary>
    public double CalibrationError => answers.Count == 0 || !HasConfidence
        ? double.NaN
        : answers.GroupBy(answer => Math.Min(Bins - 1, (int)(answer.Confidence * Bins)))
            .Sum(bin => Math.Abs(bin.Sum(answer => answer.Confidence - (answer.Right ? 1 : 0)))) / answers.Count;

    /// <summary>Harmonic mean of precision and recall of one answer.</summary>
    public double F1(int label) => Confusion[label, label] == 0 ? 0 : 2.0 * Confusion[label, label] / (Sum(label, true) + Sum(label, false));

    private bool HasConfidence => !answers.Exists(answer => float.IsNaN(answer.Confidence));

    /// <summary>Share of right answers among the most confident part of the texts. Not a number where answers have no confidence.</summary>
    public double AccuracyOfMostConfident(double part)
    {
        if (!HasConfidence)
        {
            return double.NaN;
        }

        var most = answers.OrderByDescending(answer => answer.Confidence).Take((int)Math.Ceiling(answers.Count * part)).ToList();
        return most.Count == 0 ? double.NaN : most.Count(answer => answer.Right) / (double)most.Count;
    }

    internal void Add(int right, int given, float confidence)
    {
        Confusion[right, given]++;
        answers.Add((confidence, right == given));
    }

    private int Sum(int label, bool ofRight) => Enumerable.Range(0, Labels.Count).Sum(other => ofRight ? Confusion[label, other] : Confusion[other, label]);
}
