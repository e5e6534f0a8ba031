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

    /// <summary>
    /// An SMS, or a chat message without a conversation of its provider, belongs to its sender's last one on the channel when it comes within this
    /// time; a later one opens a complaint of its own. Zero: each opens one. Default: 30 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan SessionWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Silence after which a chat's conversation is over and the next message in it opens a complaint. Default: 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan ConversationWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// A message about the matter of a complaint of the same customer is a repeat contact when it comes within this time of the complaint's last
    /// message; later only when both name the same order or invoice. A complaint silent for longer is old. Zero: every new conversation opens a
    /// complaint. Default: 45 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan RepeatWindow { get; init; } = TimeSpan.FromDays(45);

    /// <summary>Undecided messages above which polls pause and webhooks are answered 503. Default: 200,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxBacklog { get; init; } = 200_000;
}
