using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Health;

public sealed class PostgresHealthWatchTests() : HealthWatchContract(StoreKind.Postgres);
