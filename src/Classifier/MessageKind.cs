namespace Ingestion.Classifier;

public enum MessageKind
{
    Complaint,
    Suggestion,
    Praise,
    Question,
    Irrelevant,
    Spam,
}
