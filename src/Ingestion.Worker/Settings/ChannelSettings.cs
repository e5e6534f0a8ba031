using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>One line to customers, without the connector's own options.</summary>
internal sealed record ChannelSettings
{
    /// <summary>The connector's name, as listed by <c>channels</c>: <c>imap</c>. Mandatory.</summary>
    [Required]
    public string Connector { get; init; } = "";

    /// <summary>A disabled channel is validated and neither polled nor served; its messages stay. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Messages that arrived earlier are recorded and never answered. Mandatory for sources that hold history. <c>2026-12-01</c> (midnight UTC) or
    /// <c>2026-12-01T09:00:00+04:00</c>.
    /// </summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>Time between two polls. Default: 60 s; at least 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Language of the channel's customers when a message does not tell: tr, az, fa or en. Default: en.</summary>
    [Required]
    [AllowedValues("tr", "az", "fa", "en")]
    public string DefaultLanguage { get; init; } = "en";

    /// <summary>
    /// The region whose people leave the country out when they write a telephone number, such as 0532 123 45 67 in TR. Default: none; only numbers with
    /// their country are contact points.
    /// </summary>
    [AllowedValues("AE", "AZ", "CA", "DE", "FR", "GB", "GE", "IR", "KZ", "NL", "RU", "TR", "UA", "US")]
    public string? DefaultRegion { get; init; }

    /// <summary>The channel that sends this one's answers, when its own connector cannot send: an smtp channel for an imap one. Default: none.</summary>
    public string? ReplyThrough { get; init; }

    /// <summary>Acknowledgements:AnswerWithin for what comes by this channel, of any kind. Default: as set there.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>Acknowledgements:AcknowledgeWithin for what comes by this channel; at most 24 hours. Default: as set there.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan? AcknowledgeWithin { get; init; }

    /// <summary>
    /// Sendings that this channel may begin on one day (UTC, over all workers), repetitions included; what is more waits for the next day. A limit
    /// against cost and loops where each message costs money. Default: no limit.
    /// </summary>
    [Range(1, 10_000_000)]
    public int? SendsPerDay { get; init; }

    /// <summary>HTTP requests a second above which this channel answers 429. Default: no limit.</summary>
    [Range(1, 1_000_000)]
    public int? RequestsPerSecond { get; init; }

    /// <summary>
    /// Until this moment, requests that the channel refuses as not authentic (401, 403) are kept for an operator to look at, beside being
    /// refused: for the first days of a new channel or of new keys. Default: none is kept. Takes effect without a restart.
    /// </summary>
    public DateTimeOffset? ObserveUntil { get; init; }

    /// <summary>
    /// The channel normally brings a message at least this often; one that is silent for longer is reported although every poll succeeds.
    /// Default: silence is never reported. Takes effect without a restart.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan? ExpectTrafficWithin { get; init; }
}
