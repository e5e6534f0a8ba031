using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SqliteSendingBudgetTests() : SendingBudgetContract(StoreKind.Sqlite);
