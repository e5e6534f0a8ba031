namespace Ingestion.Worker.Corrections;

/// <summary>There is no complaint of that number.</summary>
internal sealed class UnknownComplaintException(string message) : CorrectionRefusedException(message);
