using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Inbox;

public sealed class PostgresPolledPageTests() : PolledPageContract(StoreKind.Postgres);
