using Ingestion.Channels;

namespace Ingestion.Worker.Outbox;

/// <summary>A finished attempt and where it leaves its message.</summary>
internal sealed record AttemptRecord(long OutboxId, int Number, SendResult Result, AttemptVerdict Verdict)
{
    /// <summary>Who wants no messages any more, by the provider's word; null: nothing was said.</summary>
    public ContactPoint? OptedOut { get; init; }
}
