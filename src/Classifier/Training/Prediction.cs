namespace Ingestion.Classifier.Training;

/// <summary>What a model that had not seen a text says about it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Lanes">Its scores, before calibration.</param>
internal sealed record Prediction(TrainingText Text, float[] Lanes);
