using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Attachments;

/// <summary>What follows from a try that gave nothing. Pure.</summary>
internal static class AttachmentSchedule
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    /// <summary>Providers tell of media before they can give it: what is gone at first may be there in a minute.</summary>
    private const int BelievedGoneAfter = 3;

    /// <summary>It will not come.</summary>
    public static AttachmentVerdict Refused(string reason, int tries, double jitter) =>
        reason == "gone" && tries < BelievedGoneAfter ? Again(reason, tries, null, jitter) : new(AttachmentState.Withheld, reason, TimeSpan.Zero);

    /// <summary>It may come.</summary>
    /// <param name="reason">Short and stable.</param>
    /// <param name="tries">Tries made, this one included.</param>
    /// <param name="age">Since the message was registered.</param>
    /// <param name="retryAfter">What the provider asked for.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="jitter">0 to 1.</param>
    public static AttachmentVerdict Failed(string reason, int tries, TimeSpan age, TimeSpan? retryAfter, AttachmentSettings settings, double jitter) =>
        age >= settings.GiveUpAfter ? new(AttachmentState.Withheld, reason, TimeSpan.Zero) : Again(reason, tries, retryAfter, jitter);

    /// <summary>Nothing is wrong with it: the disk cannot take it. That never counts against it.</summary>
    public static AttachmentVerdict StoreFailed(string reason, double jitter) => Again(reason, 1, null, jitter);

    private static AttachmentVerdict Again(string reason, int tries, TimeSpan? retryAfter, double jitter)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(tries - 1, 10))) * (0.75 + (jitter / 2)));
        return new AttachmentVerdict(AttachmentState.Waiting, reason, retryAfter > wait && retryAfter < TimeSpan.FromDays(1) ? retryAfter.Value : wait);
    }
}
