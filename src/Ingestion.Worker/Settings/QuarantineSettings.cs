using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>How much is kept of requests that observed channels refuse. What does not fit is only counted.</summary>
internal sealed record QuarantineSettings
{
    /// <summary>Requests over all channels. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxRequests { get; init; } = 10_000;

    /// <summary>Bytes of bodies and headers over all channels. Default: 64 MiB.</summary>
    [Range(1024, 17_179_869_184)]
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Requests of one channel. Default: 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxRequestsPerChannel { get; init; } = 1000;

    /// <summary>Bytes of one channel. Default: 16 MiB.</summary>
    [Range(1024, 17_179_869_184)]
    public long MaxBytesPerChannel { get; init; } = 16 * 1024 * 1024;

    /// <summary>What nobody has decided on is deleted after this. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);
}
