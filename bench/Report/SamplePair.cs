namespace Ingestion.Bench.Report;

internal sealed record SamplePair(Sample Worker, Sample Reference);
