namespace Ingestion.Classifier.Training;

/// <summary>How far a training is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Part">Of the whole training, 0 to 1.</param>
public readonly record struct TrainingProgress(string Stage, double Part);
