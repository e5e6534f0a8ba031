using Ingestion.Channels;

namespace Ingestion.Worker.Outbox;

/// <summary>A finished attempt and where it leaves its message.</summary>
internal sealed record AttemptRecord(long OutboxId, int Number, SendResult Result, AttemptVerdict Verdict);
