using Ingestion.Channels;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// Tells trouble of a channel from trouble of single messages. What a provider says to one recipient may read like a fault of ours (550 5.7.1);
/// only when it is said to several in a row, with nobody getting through between, it is the channel's.
/// </summary>
internal sealed class SendingTrouble
{
    private const int Blamed = 2;
    private const int Delayed = 3;
    private readonly HashSet<long> blamed = [];
    private readonly HashSet<long> delayed = [];

    /// <summary>Looks at what became of messages sent together; none of them means nothing new.</summary>
    public TroubleVerdict Look(IReadOnlyList<AttemptRecord> done)
    {
        if (done.Any(IsThrough))
        {
            blamed.Clear();
            delayed.Clear();
            return new TroubleVerdict(null, Pauses: false);
        }

        foreach (var record in done)
        {
            Note(record.Result.ChannelFault ? blamed : delayed, record.OutboxId);
        }

        // Nothing was said about a recipient: the login failed, or the provider takes nothing now.
        if (done.FirstOrDefault(record => record.Result is { ChannelFault: true, Outcome: not SendOutcome.Refused }) is { } certain)
        {
            return new TroubleVerdict(certain.Result.Reason, Pauses: true);
        }

        if (done.FirstOrDefault(record => record.Result.Held) is { } held)
        {
            return new TroubleVerdict(held.Result.Reason, Pauses: false);
        }

        var isBlamed = blamed.Count >= Blamed && done.Any(record => record.Result.ChannelFault);
        return isBlamed || blamed.Count + delayed.Count >= Delayed
            ? new TroubleVerdict(done.Select(record => record.Result.Reason).FirstOrDefault(), isBlamed)
            : new TroubleVerdict(null, Pauses: false);
    }

    private static bool IsThrough(AttemptRecord record) =>
        record.Result is { Outcome: SendOutcome.Sent } or { Outcome: SendOutcome.Refused, ChannelFault: false };

    private static void Note(HashSet<long> ids, long id)
    {
        if (ids.Count < Delayed)
        {
            ids.Add(id);
        }
    }
}
