using Ingestion.Bench.Machinery;

namespace Ingestion.Bench.Report;

/// <summary>One row: the worker beside its reference, in rounds that took turns.</summary>
/// <param name="Work">What was done: "webhook accept, PostgreSQL, 32 connections".</param>
/// <param name="Reference">What it was measured beside.</param>
/// <param name="Reach">The least ratio wanted.</param>
internal sealed record PairedResult(string Work, string Reference, double Reach, IReadOnlyList<SamplePair> Rounds)
{
    /// <summary>Median of the rounds' ratios, worker's rate to reference's rate.</summary>
    public double Ratio => Statistics.Median(Rounds.Select(round => round.Worker.PerSecond / round.Reference.PerSecond));

    /// <summary>Median of the rounds' ratios of the 99th percentile latencies.</summary>
    public double P99Ratio => Statistics.Median(Rounds.Select(round => round.Worker.P99Latency / round.Reference.P99Latency));

    public double OfWorker(Func<Sample, double> value) => Statistics.Median(Rounds.Select(round => value(round.Worker)));

    public double OfReference(Func<Sample, double> value) => Statistics.Median(Rounds.Select(round => value(round.Reference)));
}
