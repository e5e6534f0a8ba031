using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Outbox;

/// <summary>What follows from an attempt. Pure.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    /// <summary>A provider's list may be behind what it has taken.</summary>
    private static readonly TimeSpan BeforeSearch = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <param name="result">How it ended.</param>
    /// <param name="attempts">Attempts made, this one included.</param>
    /// <param name="uncertain">Of them uncertain, this one included.</param>
    /// <param name="age">Since the message was planned, or released.</param>
    /// <param name="safety">What a repetition means on this channel.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="jitter">0 to 1.</param>
    public static AttemptVerdict After(
        SendResult result, int attempts, int uncertain, TimeSpan age, RepeatSafety safety, OutboxSettings settings, double jitter)
    {
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                return new AttemptVerdict(OutboxWords.Sent, result.Reason, TimeSpan.Zero);
            case SendOutcome.Refused when !result.ChannelFault:
                return new AttemptVerdict(OutboxWords.Refused, result.Reason, TimeSpan.Zero);
            case SendOutcome.Uncertain when !MayRepeat(safety, uncertain, settings):
                return new AttemptVerdict(OutboxWords.Uncertain, result.Reason, TimeSpan.Zero);
        }

        var isOpen = result.Outcome == SendOutcome.Uncertain && safety == RepeatSafety.Searchable;
        if ((attempts >= settings.MaxAttempts && !result.Held) || age >= settings.GiveUpAfter)
        {
            return new AttemptVerdict(isOpen ? OutboxWords.Uncertain : OutboxWords.Failed, result.Reason, TimeSpan.Zero);
        }

        if (result is { Held: true, RetryAfter: { } held })
        {
            return new AttemptVerdict(OutboxWords.Waiting, result.Reason, held);
        }

        var wait = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 10))) * (0.75 + (jitter / 2)));
        wait = isOpen && wait < BeforeSearch ? BeforeSearch : wait;
        return new AttemptVerdict(OutboxWords.Waiting, result.Reason, result.RetryAfter > wait ? result.RetryAfter.Value : wait);
    }

    /// <summary>Promise P8: what drops repeats may be repeated; a mail once more, under the same Message-ID; an SMS never, or after a look for it.</summary>
    private static bool MayRepeat(RepeatSafety safety, int uncertain, OutboxSettings settings) => safety switch
    {
        RepeatSafety.Idempotent or RepeatSafety.Searchable => true,
        RepeatSafety.Tolerable => uncertain <= settings.UncertainRepeats,
        _ => false,
    };
}
