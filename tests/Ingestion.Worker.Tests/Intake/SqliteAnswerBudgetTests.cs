using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteAnswerBudgetTests() : AnswerBudgetContract(StoreKind.Sqlite);
