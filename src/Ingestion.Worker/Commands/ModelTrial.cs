using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Classifier.Training;

namespace Ingestion.Worker.Commands;

/// <summary>
/// Whether a new model is better than the old one, by rows of an operator's own pool that it was not trained on. A fifth is held out, by their ids: the
/// same in every export, so that no model of this command has seen them.
/// </summary>
internal sealed class ModelTrial
{
    /// <summary>Fewer say nothing.</summary>
    public const int Fewest = 30;

    private const int Part = 5;

    private ModelTrial(List<LabelledRow> training, List<LabelledRow> heldOut) => (Training, HeldOut) = (training, heldOut);

    public List<LabelledRow> Training { get; }

    /// <summary>Empty when there are no rows of a pool.</summary>
    public List<LabelledRow> HeldOut { get; }

    public static ModelTrial Split(IEnumerable<LabelledRow> rows)
    {
        var (training, heldOut) = (new List<LabelledRow>(), new List<LabelledRow>());
        foreach (var row in rows)
        {
            (IsHeldOut(row) ? heldOut : training).Add(row);
        }

        return new ModelTrial(training, heldOut);
    }

    /// <summary>Right answers about kind and category of the rows held out.</summary>
    public int Right(IClassifier classifier) => ModelEvaluation.Run(classifier, HeldOut)
        .Where(line => line.Task is "kind" or "category")
        .Sum(line => Enumerable.Range(0, line.Figures.Labels.Count).Sum(label => line.Figures.Confusion[label, label]));

    private static bool IsHeldOut(LabelledRow row) =>
        row.Set == PoolExport.Set && row.Kind.Length > 0
        && long.TryParse(row.Id.AsSpan(PoolExport.Set.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id % Part == 0;
}
