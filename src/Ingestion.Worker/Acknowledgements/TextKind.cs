namespace Ingestion.Worker.Acknowledgements;

/// <summary>What a message to a customer is about; each has its template.</summary>
internal enum TextKind
{
    Complaint,
    Suggestion,
    Praise,
    Question,

    /// <summary>The customer told the same again: registered already.</summary>
    Repeat,

    /// <summary>How far the matter is.</summary>
    Status,

    /// <summary>How the matter has ended.</summary>
    Resolution,
}
