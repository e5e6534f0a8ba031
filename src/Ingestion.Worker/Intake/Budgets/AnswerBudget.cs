using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Intake.Budgets;

/// <summary>One budget that an answer would draw on.</summary>
/// <param name="Scope">What is counted.</param>
/// <param name="Key">Whose, and in which window.</param>
internal readonly record struct AnswerBudget(BudgetScope Scope, BudgetKey Key);
