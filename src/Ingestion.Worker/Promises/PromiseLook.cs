using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Promises;

/// <summary>A promise that was looked at, and what was done about it.</summary>
internal sealed record PromiseLook(WatchedPromise Promise, PromiseStep Step, OutboxMessage? Fallback);
