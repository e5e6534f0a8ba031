namespace Ingestion.Worker.Outbox;

/// <summary>Messages that this relay alone may send until the lease ends.</summary>
internal sealed record OutboxLease(long Fence, IReadOnlyList<OutboxRow> Rows);
