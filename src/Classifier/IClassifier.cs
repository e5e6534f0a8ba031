namespace Ingestion.Classifier;

/// <summary>Says what a text is. Pure: no I/O, no clock; thread-safe; never throws for any text; the same text gives the same answer.</summary>
public interface IClassifier
{
    Classification Classify(ClassifierInput input);
}
