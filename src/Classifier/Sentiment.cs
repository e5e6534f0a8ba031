namespace Ingestion.Classifier;

public enum Sentiment
{
    Negative,
    Neutral,
    Positive,
}
