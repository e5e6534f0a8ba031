using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresAnswerBudgetTests() : AnswerBudgetContract(StoreKind.Postgres);
