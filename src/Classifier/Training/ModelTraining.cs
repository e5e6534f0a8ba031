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
    /// <param name="parts">How many parts are held out in turn, 2, 3, 4, 6 or 12 for parts of one size.</param>
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

    /// <summary>How well the tables judged the texts that they had not seen; filled by <see cref="Run"/>. The model itself, trained with all texts, is a little better.</summary>
    public IReadOnlyList<EvaluationLine> HeldOut { get; private set; } = [];

    /// <summary>What the tables said about the texts that they had not seen; filled by <see cref="Run"/>.</summary>
    internal List<Prediction> Predictions { get; } = [];

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ClassifierModel Run(Action<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        progress?.Invoke(new TrainingProgress("finding what words are about", 0));
        var words = WordVectorFit.Run(texts, seed);
        var examples = ExampleBuilder.Build(texts, words, seed, withVariants: true, part => progress?.Invoke(new TrainingProgress("reading texts", part / 10)));
        Predictions.Clear();
        var tables = new LaneTable[parts + 1];
        var done = new double[parts + 1];

        // Each table has one thread, so that it does not matter which is done first. The last one is made of all texts.
        Parallel.For(0, parts + 1, new ParallelOptions { CancellationToken = cancellationToken }, held => tables[held] = new LaneTrainer(seed).Train(
            held == parts ? examples : [.. examples.Where(example => example.Fold % parts != held)],
            part =>
            {
                done[held] = part;
                progress?.Invoke(new TrainingProgress("training", 0.1 + (0.8 * done.Average())));
            },
            cancellationToken));

        progress?.Invoke(new TrainingProgress("fitting confidences", 0.9));
        Predictions.AddRange(examples.Where(example => example.Text is not null).Select(example => Predict(tables[example.Fold % parts], example)));
        var calibration = CalibrationFit.Fit(Predictions);
        HeldOut = HeldOutFigures.Of(Predictions, calibration);
        return new ClassifierModel(tables[parts], words, calibration, seed, Describe());
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
