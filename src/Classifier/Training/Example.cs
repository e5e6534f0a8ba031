namespace Ingestion.Classifier.Training;

/// <summary>What the trainer sees of a text.</summary>
/// <param name="Ids">Rows of the table.</param>
/// <param name="Dense">Values of the dense features, the zeros left out.</param>
/// <param name="Labels">For each task the answer's place, -1 for not known.</param>
/// <param name="Weights">For each task how much the answer counts.</param>
/// <param name="Fold">Of the text.</param>
/// <param name="Text">The text it was made of, when it is that text itself and not a variant.</param>
internal sealed record Example(int[] Ids, (int Place, float Value)[] Dense, int[] Labels, float[] Weights, int Fold, TrainingText? Text);
