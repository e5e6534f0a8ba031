namespace Ingestion.Bench.Matching.Cost;

/// <summary>Ends a transaction whose work was only measured.</summary>
internal sealed class TakenBackException : Exception;
