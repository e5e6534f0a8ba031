namespace Ingestion.Bench.Report;

/// <summary>A figure with a limit: a time, a size.</summary>
internal sealed record FigureResult(string Work, string Reach, string Unit, IReadOnlyList<double> Values, double Limit);
