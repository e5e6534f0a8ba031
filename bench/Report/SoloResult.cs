namespace Ingestion.Bench.Report;

/// <summary>A rate with nothing installed to measure beside.</summary>
internal sealed record SoloResult(string Work, string Reach, IReadOnlyList<Sample> Rounds);
