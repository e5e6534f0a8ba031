namespace Ingestion.Bench.Http;

/// <summary>One measured load. Latencies in milliseconds.</summary>
internal sealed record HttpLoadResult(int Accepted, int Failed, TimeSpan Elapsed, double Median, double P99, string? FirstFault)
{
    public double PerSecond => Accepted / Elapsed.TotalSeconds;
}
