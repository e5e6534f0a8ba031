using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>How answers are sent.</summary>
internal sealed record OutboxSettings
{
    /// <summary>Sendings at one time per channel. Default: 4.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 4;

    /// <summary>Answers leased together. Default: 100.</summary>
    [Range(1, 5000)]
    public int BatchSize { get; init; } = 100;

    /// <summary>An answer not settled after this may be taken by another worker; above the longest sending. Default: 120 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Tries before an answer becomes a dead letter. Default: 150, which the time below ends first.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; init; } = 150;

    /// <summary>An answer not sent this long after it was decided becomes a dead letter: late is better than never. Default: 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How often an attempt of unknown end is repeated where a repeat does little harm (mail, with the same Message-ID). Default: 1.</summary>
    [Range(0, 1)]
    public int UncertainRepeats { get; init; } = 1;
}
