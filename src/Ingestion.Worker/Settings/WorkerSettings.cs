using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>Everything that can be set, as validated. Durations are written <c>60s</c>, <c>15m</c>, <c>24h</c>, <c>3d</c> or <c>hh:mm:ss</c>.</summary>
internal sealed record WorkerSettings
{
    /// <summary>Where messages, complaints and the outbox are kept.</summary>
    [Required]
    public DatabaseSettings Database { get; init; } = new();

    /// <summary>The HTTP listener for webhooks, forms and health.</summary>
    [Required]
    public HttpSettings Http { get; init; } = new();

    /// <summary>Who we are to customers.</summary>
    [Required]
    public OrganisationSettings Organisation { get; init; } = new();

    /// <summary>How accepted messages are decided.</summary>
    [Required]
    public IntakeSettings Intake { get; init; } = new();

    /// <summary>What the classifier decides by.</summary>
    [Required]
    public ClassifierSettings Classifier { get; init; } = new();

    /// <summary>How answers are sent.</summary>
    [Required]
    public OutboxSettings Outbox { get; init; } = new();

    /// <summary>When and how often customers are answered automatically.</summary>
    [Required]
    public AcknowledgementSettings Acknowledgements { get; init; } = new();

    /// <summary>What customers are told automatically after the acknowledgement.</summary>
    [Required]
    public NoticeSettings Notices { get; init; } = new();

    /// <summary>The entrance for systems downstream: what became of a complaint.</summary>
    [Required]
    public ApiSettings Api { get; init; } = new();

    /// <summary>What is kept of requests that observed channels refuse.</summary>
    [Required]
    public QuarantineSettings Quarantine { get; init; } = new();

    /// <summary>How media behind URLs in messages is fetched.</summary>
    [Required]
    public MediaSettings Media { get; init; } = new();

    /// <summary>How attachments are kept.</summary>
    [Required]
    public AttachmentSettings Attachments { get; init; } = new();

    /// <summary>
    /// The lines to customers by name. A name is 1 to 63 lower-case letters, digits and hyphens and begins with a letter or digit; it is part of
    /// webhook addresses and of every message's key, so renaming a channel makes a new one.
    /// </summary>
    [Required]
    public IReadOnlyDictionary<string, ChannelSettings> Channels { get; init; } = new Dictionary<string, ChannelSettings>(StringComparer.Ordinal);
}
