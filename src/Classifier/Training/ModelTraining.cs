using System.Globalization;
using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>
/// Makes a model of labelled rows: first one table for each part that is held out, so that every text is judged once by a table that had not seen it;
/// with these predictions the second stage is fitted; then the table of all texts. One seed gives one model, byte by byte, however many threads there are.
/// </summary>
public sealed class ModelTraining
{
    private readonly int seed;
    private readonly int parts;
    private readonly List<TrainingText> texts;

    /// <param name="rows">From any number of files; rows of one id are brought together. Sets that may not be trained on are left out.</param>
    /// <param name="seed">Of the order of the texts and of their variants.</param>
    /// <param name="parts">How many parts are held out in turn, 2 to 10.</param>
    public ModelTraining(IEnumerable<LabelledRow> rows, int seed = 1, int parts = 3)
        : this([.. TrainingTexts.Merge(rows).Where(text => SourceWeights.Shared.MayTrain(text.Set))], seed, parts)
    {
    }

    internal ModelTraining(List<TrainingText> texts, int seed, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, TrainingTexts.Folds);
        this.texts = texts;
        this.seed = seed;
        this.parts = parts;
    }

    /// <summary>Texts that are trained on.</summary>
    public int Count => texts.Count;

    /// <summary>What the tables said about the texts that they had not seen; filled by <see cref="Run"/>.</summary>
    internal List<Prediction> Predictions { get; } = [];

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ClassifierModel Run(Action<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var steps = parts + 2.0;
        var examples = ExampleBuilder.Build(texts, seed, withVariants: true, part => progress?.Invoke(new TrainingProgress("reading texts", part / steps)));
        Predictions.Clear();
        for (var part = 0; part < parts; part++)
        {
            var held = part;
            var stage = string.Create(CultureInfo.InvariantCulture, $"training without part {held + 1} of {parts}");
            var table = new LaneTrainer(seed).Train(
                [.. examples.Where(example => example.Fold % parts != held)],
                done => progress?.Invoke(new TrainingProgress(stage, (1 + held + done) / steps)),
                cancellationToken);
            Predictions.AddRange(examples.Where(example => example.Text is not null && example.Fold % parts == held).Select(example => Predict(table, example)));
        }

        var whole = new LaneTrainer(seed).Train(examples, done => progress?.Invoke(new TrainingProgress("training with all", (1 + parts + done) / steps)), cancellationToken);
        return new ClassifierModel(whole, CalibrationFit.Fit(Predictions), seed, Describe());
    }

    internal static Prediction Predict(LaneTable table, Example example)
    {
        var dense = new float[DenseFeatures.Count];
        foreach (var (place, value) in example.Dense)
        {
            dense[place] = value;
        }

        var lanes = new float[Lanes.Count];
        table.Score(example.Ids, dense, lanes);
        return new Prediction(example.Text!, lanes);
    }

    private string Describe() => string.Join(
        "; ",
        texts.GroupBy(text => text.Set, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}")));
}
