using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>When and how often customers are answered automatically.</summary>
internal sealed record AcknowledgementSettings
{
    /// <summary>A folder whose templates replace the built-in ones file by file. Default: none.</summary>
    public string? TemplatesFolder { get; init; }

    /// <summary>The time in which an acknowledgement must have left, around the clock. At most 24 hours. Default: 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan AcknowledgeWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>So long before that time, and not before its last quarter, an acknowledgement that has not left raises an alarm and is tried on the fallback route. Default: 4 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan AlarmBefore { get; init; } = TimeSpan.FromHours(4);

    /// <summary>
    /// Where an acknowledgement goes that cannot be delivered: <c>linkedPoints</c>, to another e-mail address or telephone number that is linked to the same
    /// customer; <c>none</c>, nowhere. Default: linkedPoints.
    /// </summary>
    public FallbackRoute Fallback { get; init; } = FallbackRoute.LinkedPoints;

    /// <summary>
    /// The time in which we promise an answer, told to the customer as a date. Whole days are working days, the rest are working hours, see
    /// Organisation:WorkingHours. Default: 3 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The same for one kind: complaint, suggestion, praise or question. Default: AnswerWithin for each.</summary>
    public IReadOnlyDictionary<string, TimeSpan> AnswerWithinByKind { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Messages that reached us longer ago are registered but not answered. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MaximumMessageAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Automatic answers to one address in 24 hours. Default: 5.</summary>
    [Range(1, 1000)]
    public int PerAddressPerDay { get; init; } = 5;

    /// <summary>Automatic answers in an hour over all addresses: the brake for the worst case. Default: 2,000.</summary>
    [Range(1, 10_000_000)]
    public int PerHour { get; init; } = 2000;

    /// <summary>
    /// Automatic answers in an hour to one mail domain, or to one block of a thousand telephone numbers; domains of public mail providers are not
    /// counted. What is more is held back. Default: 30.
    /// </summary>
    [Range(1, 10_000_000)]
    public int PerDomainPerHour { get; init; } = 30;

    /// <summary>Automatic answers in an hour to mail that came from one network (/24, /48) of the internet; what is more is held back. Default: 500.</summary>
    [Range(1, 10_000_000)]
    public int PerNetworkPerHour { get; init; } = 500;

    /// <summary>
    /// Automatic answers in an hour to messages of one text of some length, numbers, dates and addresses in it aside; what is more is held back. Default: 25.
    /// </summary>
    [Range(1, 10_000_000)]
    public int PerTextPerHour { get; init; } = 25;

    /// <summary>Automatic answers in an hour to telephone numbers of one country; what is more is held back. Default: 1,000.</summary>
    [Range(1, 10_000_000)]
    public int PerCountryPerHour { get; init; } = 1000;

    /// <summary>Senders whose name the receiving host found to be somebody else's (a failed DMARC check): hold, suppress or answer. Default: hold.</summary>
    public SenderPolicy SpoofedSenders { get; init; } = SenderPolicy.Hold;

    /// <summary>
    /// Mail whose sender the receiving host has not confirmed: hold, suppress or answer. Where no TrustedAuthservIds are set, that is all mail. Default: answer.
    /// </summary>
    public SenderPolicy UnverifiedSenders { get; init; } = SenderPolicy.Answer;

    /// <summary>
    /// Rules that release held answers by themselves: for a reason (machine-hints, hourly-budget-used …) how long they are held. Released ones are
    /// counted in PerHour. Default: none; what is held waits for an operator.
    /// </summary>
    public IReadOnlyDictionary<string, TimeSpan> ReleaseHeldAfter { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
}
