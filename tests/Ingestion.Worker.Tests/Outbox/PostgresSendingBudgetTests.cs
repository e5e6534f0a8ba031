using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class PostgresSendingBudgetTests() : SendingBudgetContract(StoreKind.Postgres);
