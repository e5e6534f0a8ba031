namespace Ingestion.Classifier;

/// <summary>What the model takes a message for, whatever phrases and facts make of its priority.</summary>
public enum Urgency
{
    None,
    NeedsAction,
    Urgent,
}
