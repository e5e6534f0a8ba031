namespace Ingestion.Classifier;

public enum Priority
{
    Low,
    Normal,
    High,
    Urgent,
}
