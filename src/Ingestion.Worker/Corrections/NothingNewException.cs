namespace Ingestion.Worker.Corrections;

/// <summary>It is so already.</summary>
internal sealed class NothingNewException(string message) : CorrectionRefusedException(message);
