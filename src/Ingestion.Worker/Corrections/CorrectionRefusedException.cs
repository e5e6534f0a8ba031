namespace Ingestion.Worker.Corrections;

/// <summary>What was asked makes no sense for these complaints as they are; nothing was changed. The message says why, without a customer's words.</summary>
internal class CorrectionRefusedException(string message) : Exception(message);
