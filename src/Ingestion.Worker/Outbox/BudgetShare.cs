namespace Ingestion.Worker.Outbox;

/// <summary>What a budget leaves of what was asked for.</summary>
/// <param name="Allowed">Sendings that may begin.</param>
/// <param name="IsNews">Nobody was told yet that the day's budget is used up.</param>
internal readonly record struct BudgetShare(int Allowed, bool IsNews);
