using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Polling;

public sealed class PostgresPollingTests() : PollingContract(StoreKind.Postgres);
