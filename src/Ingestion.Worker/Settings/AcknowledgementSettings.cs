using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>When and how often customers are answered automatically.</summary>
internal sealed record AcknowledgementSettings
{
    /// <summary>A folder whose templates replace the built-in ones file by file. Default: none.</summary>
    public string? TemplatesFolder { get; init; }

    /// <summary>The time in which we promise an answer, told to the customer as a date. Default: 3 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Messages that reached us longer ago are registered but not answered. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MaximumMessageAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Automatic answers to one address in 24 hours. Default: 5.</summary>
    [Range(1, 1000)]
    public int PerAddressPerDay { get; init; } = 5;

    /// <summary>Automatic answers in an hour over all addresses: the brake for the worst case. Default: 2,000.</summary>
    [Range(1, 10_000_000)]
    public int PerHour { get; init; } = 2000;
}
