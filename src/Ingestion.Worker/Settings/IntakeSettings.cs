using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>How accepted messages are decided.</summary>
internal sealed record IntakeSettings
{
    /// <summary>Messages leased, decided and committed together. Default: 500.</summary>
    [Range(1, 5000)]
    public int BatchSize { get; init; } = 500;

    /// <summary>A batch not committed after this may be taken by another worker. Default: 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Tries before a message that cannot be worked is parked while the rest flows on. Default: 3.</summary>
    [Range(1, 20)]
    public int Tries { get; init; } = 3;

    /// <summary>Undecided messages above which polls pause and webhooks are answered 503. Default: 200,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxBacklog { get; init; } = 200_000;
}
