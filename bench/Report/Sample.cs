namespace Ingestion.Bench.Report;

/// <summary>One side of one round. What was not measured is NaN.</summary>
internal sealed record Sample
{
    /// <summary>Messages per second.</summary>
    public required double PerSecond { get; init; }

    /// <summary>CPU milliseconds per message of the measured process.</summary>
    public double Cpu { get; init; } = double.NaN;

    /// <summary>CPU milliseconds per message of the database's processes; NaN where the store lives in the measured process.</summary>
    public double StoreCpu { get; init; } = double.NaN;

    /// <summary>Milliseconds.</summary>
    public double MedianLatency { get; init; } = double.NaN;

    /// <summary>Milliseconds.</summary>
    public double P99Latency { get; init; } = double.NaN;

    public double PerCommit { get; init; } = double.NaN;

    /// <summary>The most resident memory, MB.</summary>
    public double PeakMegabytes { get; init; } = double.NaN;

    public int Failed { get; init; }
}
