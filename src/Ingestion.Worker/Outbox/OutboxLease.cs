namespace Ingestion.Worker.Outbox;

/// <summary>Messages that this relay alone may send until the lease ends.</summary>
/// <param name="Fence">Named by every write.</param>
/// <param name="Rows">The messages.</param>
/// <param name="Found">How many were due, those included that wait for another one.</param>
internal sealed record OutboxLease(long Fence, IReadOnlyList<OutboxRow> Rows, int Found);
