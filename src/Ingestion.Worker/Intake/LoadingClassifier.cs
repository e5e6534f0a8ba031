using Ingestion.Classifier;

namespace Ingestion.Worker.Intake;

/// <summary>A classifier that is read while everything else starts: only the first text waits for it.</summary>
internal sealed class LoadingClassifier(Task<IClassifier> loading) : IClassifier
{
    /// <inheritdoc/>
    public Classification Classify(ClassifierInput input) => loading.GetAwaiter().GetResult().Classify(input);
}
