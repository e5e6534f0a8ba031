namespace Ingestion.Worker.Outbox;

/// <summary>A budget in one of its windows.</summary>
/// <param name="Key">The hash of what is counted and of the window.</param>
/// <param name="EndsAt">When the window is over and the count may go.</param>
internal readonly record struct BudgetKey(Guid Key, DateTimeOffset EndsAt);
