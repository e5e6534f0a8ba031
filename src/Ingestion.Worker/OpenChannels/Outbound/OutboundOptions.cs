namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>How a channel's requests are guarded; the same for all channels, beside what a connector declares in its limits.</summary>
internal sealed record OutboundOptions
{
    public static OutboundOptions Default { get; } = new();

    /// <summary>One call's requests together with what is waited between them and the reading of a GET's answer: the connector's AnswerWithin and this.</summary>
    public TimeSpan Beyond { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For reading one answer's body after its headers have come.</summary>
    public TimeSpan BodyWithin { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Decoded bytes of one answer.</summary>
    public long LargestAnswer { get; init; } = 16 * 1024 * 1024;

    /// <summary>Further requests after the first one, where the request may be repeated.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Around this long before the first repetition, then twice as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Never slept longer than this; who is asked to wait longer is told so.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time that a provider can close a channel for by one answer.</summary>
    public TimeSpan LongestClosing { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The breaker opens when this part of the requests failed …</summary>
    public double FaultShare { get; init; } = 0.75;

    /// <summary>… of at least that many …</summary>
    public int FewestRequests { get; init; } = 5;

    /// <summary>… in this time.</summary>
    public TimeSpan Observed { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the breaker stays open first; twice as long after each probe that fails.</summary>
    public TimeSpan FirstBreak { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan LongestBreak { get; init; } = TimeSpan.FromMinutes(1);
}
